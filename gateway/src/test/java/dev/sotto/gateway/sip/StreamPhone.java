package dev.sotto.gateway.sip;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sotto.gateway.sip.message.MalformedMessage;
import dev.sotto.gateway.sip.message.SipLimits;
import dev.sotto.gateway.sip.message.SipMessage;
import dev.sotto.gateway.sip.message.SipParser;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.transport.Protocol;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A phone on a connection of TCP or TLS; cuts the stream with code of its own. Test thread. */
final class StreamPhone implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final Pattern LENGTH = Pattern.compile("\r\nContent-Length: (\\d+)\r\n");

    private final Socket socket;
    private final SipParser parser = new SipParser(SipLimits.DEFAULT);
    private final Caller caller;

    StreamPhone(InetSocketAddress server, String callId) throws IOException {
        this(new Socket(server.getAddress(), server.getPort()), callId, Protocol.TCP);
    }

    StreamPhone(Socket socket, String callId, Protocol protocol) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        caller = new Caller(callId, "127.0.0.1", socket.getLocalPort(), protocol);
    }

    Caller caller() {
        return caller;
    }

    Socket socket() {
        return socket;
    }

    void call() throws Exception {
        say(caller.inviteWith(Caller.sdpType(), Caller.SDP));
        say(caller.heard(hear(200)).ack());
    }

    void hangUp() throws Exception {
        say(caller.bye());
        hear(200);
    }

    void say(String text) throws IOException {
        say(text.getBytes(UTF_8));
    }

    void say(byte[] octets) throws IOException {
        socket.getOutputStream().write(octets);
        socket.getOutputStream().flush();
    }

    SipMessage hear() throws IOException, MalformedMessage {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(UTF_8).endsWith("\r\n\r\n")) {
            head.write(octet());
        }
        Matcher length = LENGTH.matcher(head.toString(UTF_8));
        if (!length.find()) {
            throw new AssertionError("no Content-Length: " + head);
        }
        head.write(socket.getInputStream().readNBytes(Integer.parseInt(length.group(1))));
        return parser.parse(head.toByteArray());
    }

    int octet() throws IOException {
        int octet = socket.getInputStream().read();
        if (octet < 0) {
            throw new EOFException("connection closed by the server");
        }
        return octet;
    }

    SipResponse hear(int status) throws IOException, MalformedMessage {
        while (true) {
            if (hear() instanceof SipResponse response && response.status() == status) {
                return response;
            }
        }
    }

    SipRequest hearRequest(String method) throws IOException, MalformedMessage {
        while (true) {
            if (hear() instanceof SipRequest request && request.is(method)) {
                return request;
            }
        }
    }

    /** Reads until the server closes; a reset counts, too. */
    void awaitEnd() throws IOException {
        InputStream in = socket.getInputStream();
        try {
            while (in.read() >= 0) {
                // what is still to come
            }
        } catch (java.net.SocketException reset) {
            // closed with something of ours unread
        }
    }

    /** Closes with a reset, as a process that dies. */
    void cut() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
