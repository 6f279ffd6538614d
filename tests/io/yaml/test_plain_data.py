"""Plain data alone: the same as with places, or left to be read with them."""

import pytest

from toi.io.yaml.parse import parse
from toi.io.yaml.plain_data import plain_data

READ = {
    "every kind of scalar": "a: [1, -2.5, 0x10, yes, true, ~, 'no', \"t\\u00e4\", .inf]\nb: 1.50\n",
    "block text": "a: |\n  one\n  two\nb: >-\n  three\n  four\n",
    "nested": "a:\n  - b: {c: [1, {d: 2}]}\n    e:\n  - f\n2: {0: none, 10.5: all}\n",
    "a byte order mark": "\ufeffa: 1\n",
    "lines of Windows": "a: 1\r\nb: 'two\r\n  words'\r\n",
    "anchors that nobody uses": "a: &x 1\n",
    "a key of more digits than a decimal number has": f"{'9' * 310}: 1\n",
    "a remark": "# nothing\na: 1  # here\n",
}
LEFT = {
    "an alias": "a: &x 1\nb: *x\n",
    "a tag": "a: !!str 1\n",
    "a tag on a list": "a: !x [1]\n",
    "a key given twice": "a: 1\na: 2\n",
    "a key that is a list": "? [1]\n: 2\n",
    "a key without end": ".inf: 2\n",
    "two documents": "a: 1\n---\na: 2\n",
    "no mapping": "- a\n",
    "nothing": "",
    "a decimal comma": "a: {share: 0,6}\n",
    "a control character": 'a: "x\\u202e"\n',
    "one in the text": "a: x\u202e\n",
    "bytes of something else": "a: \xff\n".encode("latin-1"),
    "no YAML": "a: [1\n",
    "too deep": "a: " + "[" * 30 + "]" * 30 + "\n",
}


@pytest.mark.parametrize("text", READ.values(), ids=READ)
def test_reads_what_is_as_it_should_be(text):
    raw = text.encode()
    document = parse("", raw)
    assert not document.problems
    assert repr(plain_data(raw)) == repr(document.data)


@pytest.mark.parametrize("text", LEFT.values(), ids=LEFT)
def test_leaves_the_rest_to_be_read_with_places(text):
    raw = text if isinstance(text, bytes) else text.encode()
    document = parse("", raw)
    assert document.problems or not isinstance(document.data, dict)
    assert plain_data(raw) is None
