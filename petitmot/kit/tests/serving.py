"""A web server on loopback that answers as badly as a test wishes."""

import socket
import threading
import time
from contextlib import contextmanager


@contextmanager
def serving(answer, tls=None):
    """A server that calls answer(socket, head of the request) for each connection; gives (port, list of heads)."""
    listener = socket.create_server(("127.0.0.1", 0))
    heads = []

    def one(client):
        try:
            if tls is not None:
                client = tls.wrap_socket(client, server_side=True)
            head = b""
            while b"\r\n\r\n" not in head:
                got = client.recv(65536)
                if not got:
                    return
                head += got
            heads.append(head.decode())
            answer(client, head.decode())
        except OSError:
            pass
        finally:
            client.close()

    def run():
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=one, args=(client,), daemon=True).start()

    threading.Thread(target=run, daemon=True).start()
    try:
        yield listener.getsockname()[1], heads
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def page(body=b"<p>oui", status="200 OK", kind="text/html; charset=utf-8", more=""):
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{more}\r\n"
    return lambda client, _head: client.sendall(head.encode() + body)


def drip(text):
    def answer(client, _head):
        for sign in text:
            client.sendall(bytes([sign]))
            time.sleep(0.05)

    return answer


def stop(client, _head):
    client.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>")
    time.sleep(3)
