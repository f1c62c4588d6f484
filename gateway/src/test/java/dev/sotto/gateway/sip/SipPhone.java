package dev.sotto.gateway.sip;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;

/** A phone with a socket of its own on loopback: says what {@link Caller} writes, hears with a deadline. */
final class SipPhone implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final DatagramSocket socket;
    private final InetSocketAddress server;
    private final SipParser parser = new SipParser(SipLimits.DEFAULT);
    private final Caller caller;

    SipPhone(InetSocketAddress server, String callId) throws IOException {
        this.server = server;
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(PATIENCE_MILLIS);
        caller = new Caller(callId, "127.0.0.1", socket.getLocalPort());
    }

    Caller caller() {
        return caller;
    }

    void say(String message) throws IOException {
        byte[] octets = message.getBytes(UTF_8);
        socket.send(new DatagramPacket(octets, octets.length, server));
    }

    SipMessage hear() throws IOException, MalformedMessage {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        socket.receive(packet);
        return parser.parse(Arrays.copyOf(packet.getData(), packet.getLength()));
    }

    /** Next response of that status; others, as repeated ones, are passed over. */
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

    @Override
    public void close() {
        socket.close();
    }
}
