package dev.sotto.gateway.sip;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sotto.gateway.sip.message.MalformedMessage;
import dev.sotto.gateway.sip.message.SipLimits;
import dev.sotto.gateway.sip.message.SipMessage;
import dev.sotto.gateway.sip.message.SipParser;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;

/** A phone with a socket of its own on loopback: says what {@link Caller} writes, hears with a deadline. Test thread. */
public final class SipPhone implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final DatagramSocket socket;
    private final InetSocketAddress server;
    private final SipParser parser = new SipParser(SipLimits.DEFAULT);
    private final Caller caller;
    private Callee callee = new Callee("nobody", "sip:nobody@127.0.0.1");
    private int called;
    private int number;

    /** @param callId a name of the call that no other phone of the test uses */
    public SipPhone(InetSocketAddress server, String callId) throws IOException {
        this.server = server;
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(PATIENCE_MILLIS);
        caller = new Caller(callId, "127.0.0.1", socket.getLocalPort());
    }

    /**
     * Calls and acknowledges the answer.
     *
     * @return the SDP of the answer
     */
    public String call(String sdp) throws Exception {
        say(caller.inviteWith(Caller.sdpType(), sdp));
        SipResponse ok = hear(200);
        say(caller.heard(ok).ack());
        return ok.bodyText();
    }

    /** Calls, and acknowledges the refusal with that status. */
    public void callRefused(String sdp, int status) throws Exception {
        say(caller.inviteWith(Caller.sdpType(), sdp));
        say(caller.heard(hear(status)).ack());
    }

    /** Calls in place of that other phone's call (RFC 3891). */
    public void callInPlaceOf(SipPhone other, String sdp) throws Exception {
        say(caller.inviteWith(other.caller.replaces() + Caller.sdpType(), sdp));
        say(caller.heard(hear(200)).ack());
    }

    /** The same, and waits for 488. */
    public void refusedInPlaceOf(SipPhone other, String sdp) throws Exception {
        say(caller.inviteWith(other.caller.replaces() + Caller.sdpType(), sdp));
        hear(488);
        say(caller.ackToRefusal());
    }

    /**
     * Offers something else within the call and acknowledges the answer.
     *
     * @return the SDP of the answer
     */
    public String reinvite(String sdp) throws Exception {
        say(caller.reinvite(sdp));
        SipResponse ok = hearCurrent(200);
        say(caller.ack());
        return ok.bodyText();
    }

    /** Offers what can't be taken, and waits for the refusal. */
    public void refusedReinvite(String sdp) throws Exception {
        say(caller.reinvite(sdp));
        hear(488);
        say(caller.ackToRefusal());
    }

    /** The same by UPDATE. */
    public String update(String sdp) throws Exception {
        say(caller.next("UPDATE", Caller.sdpType(), sdp));
        return hearCurrent(200).bodyText();
    }

    /** As {@link #call}, to another user part. */
    public void callTo(String user, String sdp) throws Exception {
        caller.target("sip:" + user + "@sotto.test");
        call(sdp);
    }

    /** BYE, and waits for its 200. */
    public void hangUp() throws Exception {
        say(caller.bye());
        hear(200);
    }

    /** Presses a key, by INFO, and waits for its 200. */
    public void press(char key) throws Exception {
        say(caller.next("INFO", "Content-Type: application/dtmf-relay\r\n", "Signal=" + key + "\r\nDuration=160\r\n"));
        hear(200);
    }

    /** Waits for the other side's BYE and answers it. */
    public void awaitBye() throws Exception {
        say(caller.okTo(hearRequest("BYE")));
    }

    /**
     * Waits for a REFER and answers it.
     *
     * @param status as {@code 202 Accepted}; empty: no answer
     * @return its Refer-To
     */
    public String awaitRefer(String status) throws Exception {
        SipRequest refer = hearRequest("REFER");
        if (!status.isEmpty()) {
            say(caller.answerTo(refer, status));
        }
        return String.valueOf(refer.headers().first("Refer-To"));
    }

    /** Reports what became of the REFER, as {@code 486 Busy Here}, and waits for the 200. A final status ends the reports. */
    public void report(String status) throws Exception {
        String subscription = status.startsWith("1") ? "active;expires=60" : "terminated;reason=noresource";
        say(caller.notifyOf("refer", subscription, "SIP/2.0 " + status));
        hear(200);
    }

    /** Waits for a call; passes over repetitions of other messages. */
    public SipRequest awaitCall() throws Exception {
        SipRequest invite = hearRequest("INVITE");
        callee = new Callee("phone-" + ++called, "sip:ann@127.0.0.1:" + socket.getLocalPort());
        return invite;
    }

    /** Answers an INVITE or CANCEL; {@code sdp}: empty for none. */
    public void answer(SipRequest request, String status, String sdp) throws Exception {
        say(callee.answer(request, status, sdp.isEmpty() ? "" : Caller.sdpType(), sdp));
    }

    public SipRequest await(String method) throws Exception {
        return hearRequest(method);
    }

    /** Presses a key in a call that was ours to answer. */
    public void press(SipRequest invite, char key) throws Exception {
        String body = "Signal=" + key + "\r\nDuration=160\r\n";
        say(callee.request(invite, "INFO", ++number, "Content-Type: application/dtmf-relay\r\n", body));
        hear(200);
    }

    /** Hangs up a call that was ours to answer. */
    public void hangUp(SipRequest invite) throws Exception {
        say(callee.request(invite, "BYE", ++number, "", ""));
        hear(200);
    }

    /** Waits for the other side's BYE in a call that was ours to answer, and answers it. */
    public void awaitByeOf() throws Exception {
        socket.setSoTimeout(30_000);
        answer(hearRequest("BYE"), "200 OK", "");
    }

    public int port() {
        return socket.getLocalPort();
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

    /** The same, to the newest request: a repeated one may come late. */
    private SipResponse hearCurrent(int status) throws IOException, MalformedMessage {
        while (true) {
            SipResponse response = hear(status);
            if (String.valueOf(response.headers().first("CSeq")).startsWith(caller.cseq() + " ")) {
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
