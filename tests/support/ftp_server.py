#!/ usr / bin / python3
#SPDX - License - Identifier : MIT
"""A real FTP server (pyftpdlib) for the tests: one folder, read only, for "user" with the password "secret" and for
anonymous. Prints its port, then one line for everything a test may ask about:

    RETR /file.bin       a command with its argument, as it came
    sent 1000            bytes a data connection has carried

ftp_server.py FOLDER [--tls explicit|implicit --certificate PEM] [--break-after N | --hang-up-after N] [--no-rest]
    [--busy-once]
"""
import argparse
import sys

from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import DTPHandler, FTPHandler, TLS_DTPHandler, TLS_FTPHandler
from pyftpdlib.log import config_logging
from pyftpdlib.servers import FTPServer


def say(*words):
    print(*words, flush=True)


def parse():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--tls", choices=("explicit", "implicit"))
    parser.add_argument("--certificate", help="certificate and key in one PEM file")
    parser.add_argument("--break-after", type=int, help="close the first data connection after so many bytes")
    parser.add_argument("--hang-up-after", type=int, help="the same, and close the control connection with it")
    parser.add_argument("--no-rest", action="store_true", help="refuse REST")
    parser.add_argument("--busy-once", action="store_true", help="refuse the first RETR for now")
    return parser.parse_args()


def data_handler(base, options):
    class Data(base):
        limit = options.break_after or options.hang_up_after

        def send(self, data):
            if Data.limit is None:
                return super().send(data)
            left = Data.limit - self.tot_bytes_sent
            if left > 0:
                return super().send(data[:left])
            Data.limit = None
            if options.hang_up_after:
                self.cmd_channel.close()
            else:
                self.close()
            return 0

        def readable(self):
#A client may shake hands before it asks for the file; pyftpdlib takes that for its end.
            return True if options.tls and not self._initialized else super().readable()

        def close(self):
            if not self._closed:
                say("sent", self.tot_bytes_sent)
            super().close()

    return Data


def control_handler(base, options):
    class Control(base):
        def handle(self):
            if options.tls == "implicit":
                self.secure_connection(self.ssl_context)
            super().handle()

        def pre_process_command(self, line, cmd, arg):
            if cmd != "PASS":
                say(cmd, arg)
            super().pre_process_command(line, cmd, arg)

        def ftp_REST(self, line):
            if options.no_rest:
                self.respond("502 REST is not for you.")
            else:
                super().ftp_REST(line)

        def ftp_RETR(self, path):
            if options.busy_once:
                options.busy_once = False
                self.respond("450 Not now.")
            else:
                super().ftp_RETR(path)

    return Control


def main():
    options = parse()
    config_logging(level=50)
    authorizer = DummyAuthorizer()
    authorizer.add_user("user", "secret", options.folder, perm="elr")
    authorizer.add_anonymous(options.folder)
    if options.tls:
        handler = control_handler(TLS_FTPHandler, options)
        handler.certfile = options.certificate
        handler.tls_control_required = True
        handler.dtp_handler = data_handler(TLS_DTPHandler, options)
        handler.ssl_context = handler.get_ssl_context()
    else:
        handler = control_handler(FTPHandler, options)
        handler.dtp_handler = data_handler(DTPHandler, options)
    handler.use_sendfile = False  # else send() is not called
    handler.authorizer = authorizer
    handler.auth_failed_timeout = 0
    server = FTPServer(("127.0.0.1", 0), handler)
    say(server.socket.getsockname()[1])
    server.serve_forever()


if __name__ == "__main__":
    sys.exit(main())
