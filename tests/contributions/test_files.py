"""What may be attached, judged by its content, and what is kept of it."""

from __future__ import annotations

import io
import zipfile
import zlib

import pikepdf
import pytest
from PIL import Image

from contributions.files import FileRefused, accept, pictures
from contributions.files.names import safe_name
from contributions.files.types import TYPES
from tests import made_files as made

RLO = "\u202e"


@pytest.fixture(autouse=True)
def _english(settings):
    from django.utils import translation

    with translation.override("en"):
        yield


GOOD = {
    "pdf": ("letter.pdf", made.pdf),
    "docx": ("letter.docx", lambda: made.office("docx")),
    "xlsx": ("sums.xlsx", lambda: made.office("xlsx")),
    "pptx": ("talk.PPTX", lambda: made.office("pptx")),
    "odt": ("letter.odt", lambda: made.open_document("odt")),
    "ods": ("sums.ods", lambda: made.open_document("ods")),
    "jpeg": ("yard.jpeg", lambda: made.picture("JPEG")),
    "png": ("yard.png", lambda: made.picture("PNG")),
    "webp": ("yard.webp", lambda: made.picture("WEBP")),
    "text": ("words.txt", lambda: "كلمات في سطر".encode()),
}


@pytest.mark.parametrize("code", GOOD)
def test_each_kind_is_known_by_its_content(code):
    name, content = GOOD[code]
    assert accept(name, content()).type == code


@pytest.mark.parametrize("code", GOOD)
def test_what_was_accepted_is_accepted_again(code):
    name, content = GOOD[code]
    once = accept(name, content())
    assert accept(once.name, once.content).type == code


def test_every_kind_has_a_good_example():
    assert set(GOOD) == set(TYPES)


def test_a_name_without_an_ending_gets_the_one_of_its_content():
    assert accept("صورة الفناء", made.picture("PNG")).name == "صورة الفناء.png"


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'
PAGE = b"<!DOCTYPE html><script>alert(1)</script>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.svg", SVG, "an SVG drawing"),
        ("a.png", SVG, "an SVG drawing"),
        ("a.txt", SVG, "an SVG drawing"),
        ("a.html", PAGE, "a web page"),
        ("a.txt", b"\n <!-- x --> <body onload=alert(1)>", "a web page"),
        ("a.pdf", PAGE + made.pdf(), "a web page"),
        ("a.xml", b"<?xml version='1.0'?><a/>", "an XML file"),
        ("a.doc", OLE, "an Office file of the old kind"),
        ("a.docx", OLE, "an Office file of the old kind"),
        ("a.rtf", b"{\\rtf1 hello}", "rich text"),
        ("a.exe", b"MZ" + bytes(100), "a program"),
        ("a.pdf", b"MZ" + bytes(100), "a program"),
        ("a.txt", b"#!/bin/sh\nrm -rf /", "a program"),
        ("a.zip", made.archive({"a.txt": "x"}), "an archive"),
        ("a.docx", made.archive({"a.txt": "x"}), "an archive"),
        ("a.gif", made.picture("GIF"), "a picture of a kind that is not taken"),
        ("a.tiff", made.picture("TIFF"), "a picture of a kind that is not taken"),
        ("a.mp3", b"ID3" + bytes(100), "a sound recording"),
        ("a.mp4", bytes([0, 0, 0, 24]) + b"ftypmp42" + bytes(100), "a film"),
        ("a.bin", bytes(range(256)), "of a kind that is not known here"),
        ("a.txt", b"words\x00and a zero", "of a kind that is not known here"),
        ("a.pdf", b"", "It is empty"),
    ],
)
def test_everything_else_is_refused_and_called_what_it_is(name, content, told):
    with pytest.raises(FileRefused, match=told):
        accept(name, content)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("letter.pdf", made.picture("JPEG"), "ends in .pdf, but its content says otherwise: JPEG picture"),
        ("yard.jpg", made.pdf(), "ends in .jpg, but its content says otherwise: PDF document"),
        ("yard.jpg", made.picture("PNG"), "content says otherwise: PNG picture"),
        ("sums.xlsx", made.office("docx"), "content says otherwise: Word document"),
        ("page.html", b"only words", "Names that end in .html are not taken"),
        ("run.js", b"alert(1)", "Names that end in .js are not taken"),
        (f"yard{RLO}gpj.exe", made.picture("JPEG"), "Names that end in .exe are not taken"),
    ],
)
def test_what_is_not_what_its_name_says_is_refused_and_named(name, content, told):
    with pytest.raises(FileRefused, match=told):
        accept(name, content)


def test_where_a_picture_was_taken_is_not_kept():
    kept = accept("yard.jpg", made.picture("JPEG", place=True)).content
    assert b"Exif" not in kept
    assert b"SECRET" not in kept


def test_a_picture_keeps_its_orientation():
    kept = accept("yard.jpg", made.picture("JPEG", size=(60, 40), place=True)).content
    assert Image.open(io.BytesIO(kept)).size == (40, 60)


def test_what_is_hidden_behind_a_picture_is_not_kept():
    kept = accept("yard.png", made.picture("PNG") + made.archive({"run.exe": "MZ"})).content
    assert b"PK\x03\x04" not in kept


def test_words_in_a_picture_are_not_kept():
    from PIL.PngImagePlugin import PngInfo

    told = PngInfo()
    told.add_text("Author", "SECRET-AUTHOR")
    assert b"SECRET" not in accept("a.png", made.picture("PNG", pnginfo=told)).content


def test_what_can_be_seen_through_stays_so():
    kept = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(kept, "PNG")
    assert Image.open(io.BytesIO(accept("a.png", kept.getvalue()).content)).mode == "RGBA"


def test_of_a_telephone_s_double_picture_the_first_is_kept():
    kept = io.BytesIO()
    frames = [Image.new("RGB", (8, 6), colour) for colour in ("#2f6f8f", "#d9c39a")]
    frames[0].save(kept, "MPO", save_all=True, append_images=frames[1:])
    with Image.open(io.BytesIO(accept("a.jpg", kept.getvalue()).content)) as drawn:
        assert (drawn.format, drawn.size) == ("JPEG", (8, 6))


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGB", "RGBA", "I;16"])
def test_a_picture_of_any_depth_keeps_what_is_seen(mode):
    kept = io.BytesIO()
    grey = Image.new("I;16", (9, 9), 128 * 257) if mode == "I;16" else Image.new("L", (9, 9), 128).convert(mode)
    grey.save(kept, "PNG")
    with Image.open(io.BytesIO(accept("a.png", kept.getvalue()).content)) as drawn:
        level = drawn.convert("L").getpixel((4, 4))
    assert level in ({0, 255} if mode == "1" else {127, 128, 129})


@pytest.mark.parametrize("mode", ["CMYK", "L", "RGB"])
def test_a_jpeg_of_any_colours_is_taken(mode):
    kept = io.BytesIO()
    Image.new(mode, (9, 9)).save(kept, "JPEG")
    assert accept("a.jpg", kept.getvalue()).type == "jpeg"


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(monkeypatch):
    content = made.picture("PNG", size=(400, 300))
    monkeypatch.setattr(pictures, "MOST_PIXELS", 100_000)
    monkeypatch.setattr(Image.Image, "load", lambda *a: pytest.fail("it was decoded"))
    with pytest.raises(FileRefused, match="too many pixels"):
        accept("a.png", content)


def test_a_picture_that_claims_a_hundred_thousand_pixels_a_side_is_refused():
    content = bytearray(made.picture("PNG"))
    content[16:24] = (100_000).to_bytes(4, "big") * 2
    content[29:33] = zlib.crc32(bytes(content[12:29])).to_bytes(4, "big")
    with pytest.raises(FileRefused, match="too many pixels"):
        accept("a.png", bytes(content))


@pytest.mark.parametrize("content", [made.picture("JPEG")[:400], made.picture("PNG")[:60], made.picture("WEBP")[:40]])
def test_a_picture_that_was_cut_is_refused(content):
    with pytest.raises(FileRefused, match="damaged"):
        accept("a", content)


def test_who_made_a_pdf_is_not_kept():
    kept = accept("letter.pdf", made.pdf()).content
    assert b"SECRET" not in kept
    assert "/Info" not in pikepdf.open(io.BytesIO(kept)).trailer


def test_a_web_page_behind_a_pdf_is_not_kept():
    assert b"alert" not in accept("letter.pdf", made.pdf() + b"\n" + PAGE).content


def does(action: dict[str, object]):
    def change(document: pikepdf.Pdf) -> None:
        document.Root.OpenAction = document.make_indirect(pikepdf.Dictionary(action))

    return change


def hide_another(document: pikepdf.Pdf) -> None:
    document.attachments["run.exe"] = b"MZ"


def act_on_page(document: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    document.pages[0].obj.Annots = pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=action)])


def fill_form(document: pikepdf.Pdf) -> None:
    document.Root.AcroForm = pikepdf.Dictionary(XFA=document.make_stream(b"<xdp/>"))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (does({"/S": pikepdf.Name.JavaScript, "/JS": "app.alert(1)"}), "a program or an action"),
        (does({"/S": pikepdf.Name.Launch, "/F": "cmd.exe"}), "a program or an action"),
        (does({"/S": pikepdf.Name.SubmitForm, "/F": "https://example.org"}), "a program or an action"),
        (act_on_page, "a program or an action"),
        (fill_form, "a program or an action"),
        (hide_another, "another file"),
    ],
)
def test_a_pdf_that_acts_or_carries_another_file_is_refused(change, told):
    with pytest.raises(FileRefused, match=told):
        accept("letter.pdf", made.pdf(change=change))


@pytest.mark.parametrize("user", ["", "opens"])
def test_a_pdf_that_is_locked_is_refused(user):
    locked = made.pdf(encryption=pikepdf.Encryption(owner="owner", user=user))
    with pytest.raises(FileRefused, match="locked"):
        accept("letter.pdf", locked)


def test_what_is_packed_in_a_pdf_may_not_unpack_without_end():
    accept("letter.pdf", made.pdf())  # the limits hold for the process, once there is something to read
    bomb = pikepdf.new()
    stream = bomb.make_stream(zlib.compress(bytes(100_000_000)), Filter=pikepdf.Name.FlateDecode)
    with pytest.raises(Exception, match="memory limit"):
        stream.read_bytes()


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-1.7\nnothing here\n%%EOF", made.pdf()[:200]])
def test_a_pdf_that_cannot_be_read_is_refused(content):
    with pytest.raises(FileRefused, match="damaged"):
        accept("letter.pdf", content)


@pytest.mark.parametrize(("name", "content"), [("a.docx", made.office()), ("a.odt", made.open_document())])
def test_who_made_an_office_file_is_not_kept(name, content):
    kept = zipfile.ZipFile(io.BytesIO(accept(name, content).content))
    assert all(b"SECRET" not in kept.read(each) for each in kept.namelist())


def test_an_open_document_still_begins_with_what_it_is():
    kept = zipfile.ZipFile(io.BytesIO(accept("a.odt", made.open_document()).content))
    first = kept.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


def test_where_a_photograph_in_a_document_was_taken_is_not_kept():
    whole = made.office(parts={"word/media/image1.jpeg": made.picture("JPEG", place=True)})
    kept = zipfile.ZipFile(io.BytesIO(accept("a.docx", whole).content))
    assert b"Exif" not in kept.read("word/media/image1.jpeg")


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CUT_COMMAND = f'<d xmlns:w="{W}"><w:instrText>DD</w:instrText><w:instrText>EAUTO c:\\\\cmd</w:instrText></d>'
LINKED = '<text xmlns:x="http://www.w3.org/1999/xlink"><{0} x:href="https://example.org/a.png"/></text>'


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.docx", made.office(parts={"word/vbaProject.bin": b"x"}), "macros"),
        ("a.docx", made.office(main_type="application/vnd.ms-word.document.macroEnabled.main+xml"), "macros"),
        ("a.xlsx", made.office("xlsx", parts={"xl/macrosheets/sheet1.xml": "<x/>"}), "macros"),
        ("a.xlsx", made.office("xlsx", parts={"xl/externalLinks/externalLink1.xml": "<x/>"}), "macros"),
        ("a.docx", made.office(parts={"word/activeX/activeX1.xml": "<x/>"}), "macros"),
        ("a.docx", made.office(main=CUT_COMMAND), "macros"),
        ("a.docx", made.office(parts={"word/embeddings/oleObject1.bin": OLE}), "another file"),
        ("a.docx", made.office(parts={"word/media/image1.emf": OLE}), "another file"),
        ("a.docx", made.office(parts={"word/media/image1.png": b"MZ" + bytes(9)}), "a program"),
        (
            "a.docx",
            made.office(
                parts={"word/_rels/settings.xml.rels": made.relation("attachedTemplate", "https://x.org/t.dotm")}
            ),
            "from elsewhere",
        ),
        (
            "a.docx",
            made.office(parts={"word/_rels/document.xml.rels": made.relation("image", "file://x/y.png")}),
            "from elsewhere",
        ),
        ("a.odt", made.open_document(**{"Basic/Standard/Module1.xml": "<x/>"}), "macros"),
        ("a.odt", made.open_document(content="<d><event-listener/></d>"), "macros"),
        ("a.ods", made.open_document("ods", content="<d><dde-source/></d>"), "macros"),
        ("a.odt", made.open_document(content=LINKED.format("image")), "from elsewhere"),
        ("a.odt", made.open_document(manifest="<m><encryption-data/></m>"), "locked"),
        ("a.docx", made.office(main="<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), "damaged"),
        ("a.docx", made.office(main="<a>"), "damaged"),
        ("a.docx", made.office(parts={"../../outside.xml": "<x/>"}), "damaged"),
        ("a.docx", made.office()[:-40], "archive"),
    ],
)
def test_an_office_file_that_acts_or_hides_something_is_refused(name, content, told):
    with pytest.raises(FileRefused, match=told):
        accept(name, content)


@pytest.mark.parametrize(
    "content", [made.office(parts={"word/_rels/document.xml.rels": made.relation("hyperlink", "https://x.org")})]
)
def test_an_office_file_may_have_links_to_click(content):
    assert accept("a.docx", content).type == "docx"


def test_an_open_document_may_have_links_to_click():
    assert accept("a.odt", made.open_document(content=LINKED.format("a"))).type == "odt"


def test_what_unpacks_to_far_more_than_its_size_is_refused_before_it_is_unpacked(monkeypatch):
    bomb = made.office(parts={"word/media/zeros.bin": bytes(30_000_000)})
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *a: pytest.fail("it was unpacked"))
    with pytest.raises(FileRefused, match="unpacks to far more"):
        accept("a.docx", bomb)


def test_an_archive_of_too_many_parts_is_refused():
    many = made.office(parts={f"word/media/{number}.xml": "x" for number in range(3100)})
    with pytest.raises(FileRefused, match="unpacks to far more"):
        accept("a.docx", many)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("تقرير المدرسة.pdf", "تقرير المدرسة.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\x\\letter.pdf", "letter.pdf"),
        (f"letter{RLO}fdp.exe.pdf", "letterfdp.exe.pdf"),
        ("a\x00b\r\nX-Header: 1.pdf", "ab X-Header_ 1.pdf"),
        ("\u2066\u200f.pdf", "pdf.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("con.pdf", "file_con.pdf"),
        ('a"b<c>.pdf', "a_b_c_.pdf"),
        ("", "file.pdf"),
    ],
)
def test_a_hostile_name_is_made_safe(name, safe):
    assert safe_name(name, TYPES["pdf"]) == safe


def test_a_name_of_three_hundred_letters_is_shortened_and_keeps_its_ending():
    name = safe_name("ط" * 300 + ".pdf", TYPES["pdf"])
    assert (len(name), name[-4:]) == (84, ".pdf")
