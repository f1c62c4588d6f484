package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.NameAddr;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import dev.sotto.gateway.sip.transport.Protocol;

/** Writes what a calling phone sends, as raw text and without the code under test. */
final class Caller {
    static final String SDP =
            "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n" + "m=audio 40000 RTP/AVP 0\r\n";

    private final String callId;
    private final String host;
    private final int port;
    private final Protocol protocol;
    private int cseq = 1;
    private int branch = 1;
    private String toTag = "";
    private String target = "sip:refund@sotto.test";

    Caller(String callId, String host, int port) {
        this(callId, host, port, Protocol.UDP);
    }

    Caller(String callId, String host, int port, Protocol protocol) {
        this.protocol = protocol;
        this.callId = callId;
        this.host = host;
        this.port = port;
    }

    void aimAt(String uri) {
        target = uri;
    }

    String callId() {
        return callId;
    }

    /** A response with a tag has been heard. */
    boolean inDialog() {
        return !toTag.isEmpty();
    }

    int cseq() {
        return cseq;
    }

    String invite() {
        return request("INVITE", cseq, branch, contact() + sdpType(), SDP);
    }

    /** The header of an INVITE that is to take this call's place. */
    String replaces() {
        return "Replaces: " + callId + ";to-tag=" + toTag + ";from-tag=from-" + callId + "\r\n";
    }

    String inviteWithoutOffer() {
        return request("INVITE", cseq, branch, contact(), "");
    }

    /** Any header lines and body behind the usual ones; each line ends with CRLF. */
    String inviteWith(String lines, String body) {
        return request("INVITE", cseq, branch, contact() + lines, body);
    }

    String cancel() {
        return request("CANCEL", cseq, branch, "", "");
    }

    /** Learns the dialog from a response. */
    Caller heard(SipResponse response) {
        try {
            toTag = NameAddr.parse(String.valueOf(response.headers().first("To")))
                    .tag();
            String contact = response.headers().first("Contact");
            if (contact != null) {
                target = NameAddr.parse(contact).uri();
            }
            return this;
        } catch (SipSyntaxException e) {
            throw new AssertionError(response + ": " + response.headers(), e);
        }
    }

    /** ACK to a 2xx: a transaction of its own. */
    String ack() {
        return ackWith("", "");
    }

    String ackWith(String lines, String body) {
        return request("ACK", cseq, ++branch, lines, body);
    }

    /** ACK to a refusal: the INVITE's branch. */
    String ackToRefusal() {
        return request("ACK", cseq, branch, "", "");
    }

    String next(String method, String lines, String body) {
        return request(method, ++cseq, ++branch, lines, body);
    }

    String bye() {
        return next("BYE", "", "");
    }

    /** What became of a REFER (RFC 3515, 2.4.4): a status line as body, or none where it is empty. */
    String notifyOf(String event, String subscription, String statusLine) {
        String lines = "Event: " + event + "\r\nSubscription-State: " + subscription + "\r\n";
        String type = statusLine.isEmpty() ? "" : "Content-Type: message/sipfrag;version=2.0\r\n";
        return next("NOTIFY", lines + type, statusLine.isEmpty() ? "" : statusLine + "\r\n");
    }

    String reinvite(String sdp) {
        return next("INVITE", contact() + (sdp.isEmpty() ? "" : sdpType()), sdp);
    }

    String okTo(SipRequest request) {
        return answerTo(request, "200 OK");
    }

    String answerTo(SipRequest request, String status) {
        StringBuilder text = new StringBuilder("SIP/2.0 " + status + "\r\n");
        for (String name : new String[] {"Via", "From", "To", "Call-ID", "CSeq"}) {
            text.append(name).append(": ").append(request.headers().first(name)).append("\r\n");
        }
        return text.append("Content-Length: 0\r\n\r\n").toString();
    }

    static String sdpType() {
        return "Content-Type: application/sdp\r\n";
    }

    private String contact() {
        String transport = protocol == Protocol.UDP ? "" : ";transport=" + protocol.uriName();
        return "Contact: <sip:ann@" + host + ":" + port + transport + ">\r\n";
    }

    String request(String method, int number, int branchNumber, String lines, String body) {
        return method + " " + target + " SIP/2.0\r\n"
                + "Via: SIP/2.0/" + protocol + " " + host + ":" + port + ";branch=z9hG4bK-" + callId + "-"
                + branchNumber
                + ";rport\r\n"
                + "Max-Forwards: 70\r\n"
                + "From: \"Ann Caller\" <sip:ann@caller.test>;tag=from-" + callId + "\r\n"
                + "To: <sip:refund@sotto.test>" + (toTag.isEmpty() ? "" : ";tag=" + toTag) + "\r\n"
                + "Call-ID: " + callId + "\r\n"
                + "CSeq: " + number + " " + method + "\r\n"
                + lines
                + "Content-Length: " + body.length() + "\r\n\r\n"
                + body;
    }
}
