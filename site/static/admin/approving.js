// Pressing "Approve" writes the approval into the form, and Wagtail's saving of drafts takes that for a change: where the
// page is slow to leave, it would send the approval first, and the press that follows would make a draft of the approver's.
document.addEventListener("w-autosave:save", (event) => {
  if (event.detail.formData.has("action-workflow-action")) event.preventDefault();
});
