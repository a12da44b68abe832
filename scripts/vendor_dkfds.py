"""Brings what we use of Det Fælles Designsystem (npm package dkfds) into src/videre/web/static/vendor/dkfds.

The result is committed and ships in the wheel, so nobody who installs or runs Videre needs npm. Of the package's 17 MB
we keep its stylesheet, four weights of its font and the icons named here. The package is refused unless its hash is the
one written below; a new version is a change of VERSION, INTEGRITY and a look at the pages.
"""

import base64
import hashlib
import json
import re
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "dkfds"
VERSION = "11.2.0"
INTEGRITY = "sha512-JuVf8NjEOeF+TKIhEFXa3BfZvk1ulQM8+XN+6QhgDo6kiwwvupyBY34YU4FglBeyFWHbE5mYDmnrcYTWOSKkEA=="
TARGET = Path(__file__).resolve().parents[1] / "src/videre/web/static/vendor" / PACKAGE

FONTS = ("Regular", "Medium", "SemiBold", "Bold")
# Drawn by our templates through one sprite; what the stylesheet itself draws is kept as single files.
ICONS = ("error", "info")


def main() -> None:
    """Fetch the package, check it, and replace what is vendored."""
    with tempfile.TemporaryDirectory() as folder:
        package = unpack(fetch(Path(folder)), Path(folder))
        shutil.rmtree(TARGET, ignore_errors=True)
        css = trim_css((package / "dist/css/dkfds.min.css").read_text("utf-8"))
        write(TARGET / "css/dkfds.min.css", css)
        copy_files(package / "dist", files_named_in(css))
        write(TARGET / "img/icons.svg", sprite(package / "dist/img/svg-icons"))
        shutil.copy(package / "dist/LICENSE.md", TARGET / "LICENSE.md")
        shutil.copy(package / "dist/fonts/IBMPlexSans/complete/woff2/license.txt", TARGET / "fonts/LICENSE-OFL.txt")
    write_record()


def fetch(folder: Path) -> Path:
    """Return the package as npm delivers it; refuses one whose hash is another."""
    subprocess.run(["npm", "pack", "--silent", f"{PACKAGE}@{VERSION}"], cwd=folder, check=True, capture_output=True)
    archive = folder / f"{PACKAGE}-{VERSION}.tgz"
    found = "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if found != INTEGRITY:
        raise SystemExit(f"{PACKAGE} {VERSION} has the hash {found}, and not {INTEGRITY}: it is refused.")
    return archive


def unpack(archive: Path, folder: Path) -> Path:
    """Return the folder of the unpacked package."""
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return folder / "package"


def trim_css(css: str) -> str:
    """Return the stylesheet without fonts and icons that are not kept.

    Each font face keeps its woff2 source alone: the shipped list begins with older forms, and one of its format names
    is misspelt. Rules of the form `.icon-x:not(a)` only give an icon to a class that we do not use.
    """
    css = re.sub(r"@font-face\{[^}]*\}", keep_font_face, css)
    css = re.sub(r"\.icon-[a-z-]+:not\(a\)\{[^}]*\}", "", css)
    css = re.sub(r"url\(\.\./img/logo-[^)]*\)", "none", css)
    return re.sub(r"\n?/\*# sourceMappingURL=.*?\*/", "", css) + "\n"


def keep_font_face(face: re.Match[str]) -> str:
    """Return a font face with its woff2 source, or nothing when the weight is not kept."""
    source = re.search(r"url\((\.\./fonts/IBMPlexSans/complete/woff2/IBMPlexSans-(\w+)\.woff2)\)", face[0])
    if source is None or source[2] not in FONTS:
        return ""
    kept = f'src:url(../fonts/{source[2]}.woff2) format("woff2")'
    return re.sub(r"src:[^;}]*", kept, face[0])


def files_named_in(css: str) -> dict[str, str]:
    """Return the files that the stylesheet asks for: where we keep each, and where the package has it."""
    files = {}
    for name in sorted(set(re.findall(r"url\(\.\./([^)]+)\)", css))):
        weight = re.fullmatch(r"fonts/(\w+)\.woff2", name)
        files[name] = f"fonts/IBMPlexSans/complete/woff2/IBMPlexSans-{weight[1]}.woff2" if weight else name
    return files


def copy_files(dist: Path, files: dict[str, str]) -> None:
    """Copy files of the package to where they are kept."""
    for name, source in files.items():
        (TARGET / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(dist / source, TARGET / name)


def sprite(folder: Path) -> str:
    """Return one SVG with each icon as a symbol, to be drawn with `<use href="...#name">`."""
    symbols = []
    for name in ICONS:
        svg = (folder / f"{name}.svg").read_text("utf-8")
        inside = re.fullmatch(r"\s*<svg[^>]*viewBox=\"([^\"]+)\"[^>]*>(.*)</svg>\s*", svg, re.DOTALL)
        if inside is None:
            raise SystemExit(f"The icon {name} has another form than expected: look at {folder / name}.svg")
        symbols.append(f'<symbol id="{name}" viewBox="{inside[1]}">{inside[2]}</symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def write(path: Path, text: str) -> None:
    """Write a text file, and the folder it stands in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def write_record() -> None:
    """Write what is vendored, from what, and the hash of each file: a test holds the folder against it."""
    files = {
        path.relative_to(TARGET).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(TARGET.rglob("*"))
        if path.is_file()
    }
    record = {
        "name": PACKAGE,
        "version": VERSION,
        "integrity": INTEGRITY,
        "licence": "MIT AND OFL-1.1 AND Apache-2.0",
        "files": files,
    }
    write(TARGET / "VENDORED.json", json.dumps(record, indent=1) + "\n")


if __name__ == "__main__":
    main()
