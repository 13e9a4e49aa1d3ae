"""Frames as bytes, and client text as messages."""

import contextlib
from collections.abc import Generator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.frames import Frame as WebSocketFrame
from websockets.frames import Opcode

from strato.core.realtime import protocol, wire
from strato.core.realtime.inbound import ACTS
from strato.core.realtime.protocol import Cursor, Hello, Subscribe


@given(
    st.one_of(st.text(max_size=300), st.sampled_from(["x" * 125, "x" * 126, "x" * 65_535, "é" * 32_768, "x" * 65_536]))
)
def test_a_packet_is_the_text_frame_that_the_library_would_write(text: str) -> None:
    assert wire.Packet(text).wire == WebSocketFrame(Opcode.TEXT, text.encode()).serialize(mask=False)


def test_the_library_reads_it_back() -> None:
    data = wire.Packet('{"größe":"5 €"}' * 20_000).wire

    def read_exact(size: int) -> Generator[None, None, bytes]:
        nonlocal data
        piece, data = data[:size], data[size:]
        return piece
        yield

    parser = WebSocketFrame.parse(read_exact, mask=False)
    with pytest.raises(StopIteration) as done:
        next(parser)
    assert done.value.value.data.decode() == '{"größe":"5 €"}' * 20_000


def test_a_message_is_read() -> None:
    text = '{"v":1,"type":"hello","id":"7","data":{"token":"t","resume":{"epoch":"e","seq":3},"caps":["a"],"new":1}}'
    assert wire.read_message(text) == (Hello(token="t", resume=Cursor(epoch="e", seq=3), caps=["a"]), "7")
    assert wire.read_message('{"type":"subscribe","data":{"topic":"a:1"}}') == (Subscribe(topic="a:1"), None)
    assert wire.read_message('{"type":"hello","data":{"resume":null}}') == (Hello(), None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "7",
        '{"v":2,"type":"pong"}',
        '{"type":"hello","data":[]}',
        '{"type":"hello","data":{"token":7}}',
        '{"type":"hello","data":{"caps":["a",7]}}',
        '{"type":"hello","data":{"caps":"a"}}',
        '{"type":"resume","data":{"seq":true}}',
        '{"type":"resume","data":{"seq":1.5}}',
        '{"type":"resume","data":{}}',
        '{"type":"pong","id":"' + "x" * 65 + '"}',
    ],
)
def test_a_malformed_message_is_refused(text: str) -> None:
    with pytest.raises(wire.BadMessage):
        wire.read_message(text)


def test_an_unknown_type_tells_what_it_answers() -> None:
    with pytest.raises(wire.UnknownMessage) as unknown:
        wire.read_message('{"type":"dance","id":"7"}')
    assert unknown.value.re == "7"


@given(st.text())
def test_no_text_breaks_the_reader(text: str) -> None:
    with contextlib.suppress(wire.BadMessage):
        wire.read_message(text)


def test_every_message_has_an_act() -> None:
    assert set(ACTS) == set(protocol.MESSAGES)
