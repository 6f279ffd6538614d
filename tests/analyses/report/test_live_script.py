"""The page's script: its modules joined, so that they must suit each other."""

import re
from collections import Counter
from pathlib import Path

from toi.analyses.report.live import part

FOLDER = Path(part.__file__).parent
DECLARED = re.compile(r"^(?:export )?(?:async )?(?:function|const|let|class) (\w+)", re.M)
IMPORTED = re.compile(r'^import \{([^}]*)\} from "\./(\w+)\.js";$', re.M)


def text(name):
    return (FOLDER / f"{name}.js").read_text(encoding="utf-8")


def test_every_module_is_in_and_no_name_is_declared_twice():
    assert sorted(part.MODULES) == sorted(file.stem for file in FOLDER.glob("*.js"))
    names = Counter(name for module in part.MODULES for name in DECLARED.findall(text(module)))
    assert [name for name, times in names.items() if times > 1] == []


def test_modules_import_what_stands_before_them_under_its_own_name():
    for place, module in enumerate(part.MODULES):
        for names, source in IMPORTED.findall(text(module)):
            assert source in part.MODULES[:place], f"{module} imports {source}"
            wanted = {name.strip() for name in names.split(",") if name.strip()}
            assert wanted <= set(DECLARED.findall(text(source))), f"{module} imports {wanted}"
        assert text(module).count("import ") == len(IMPORTED.findall(text(module)))


def test_the_script_ends_no_element_and_reaches_for_nothing():
    joined = part.script()
    assert not re.search(r"^(import|export) ", joined, re.M)
    for word in ("</", "<!--", "innerHTML", "eval(", "fetch(", "XMLHttpRequest", "http"):
        assert word not in joined, word
