"""A parsed document as lines that a person can check against the text beside it."""

from policies.importing.structure import Imported


def outline(imported: Imported) -> str:
    lines = [f"title: {imported.title}"]
    for part in imported.parts:
        body = part.body.replace("\n", "⏎")
        lines.append(f"{part.line:>3} {part.key:<18} {part.number or '§'} | {part.heading} | {body}".rstrip())
    lines += [f"{line.line:>3} not placed ({line.reason.value}): {line.text}" for line in imported.unplaced]
    return "\n".join(lines) + "\n"
