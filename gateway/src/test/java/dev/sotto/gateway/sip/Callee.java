package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.SipRequest;

/** Writes what a phone answers that was called, as raw text and without the code under test. */
final class Callee {
    static final String SDP =
            "v=0\r\no=- 2 2 IN IP4 192.0.2.9\r\ns=-\r\nc=IN IP4 192.0.2.9\r\nt=0 0\r\nm=audio 41000 RTP/AVP 0\r\n";

    private final String tag;
    private final String contact;

    Callee(String tag, String contact) {
        this.tag = tag;
        this.contact = contact;
    }

    String answer(SipRequest request, String status) {
        return answer(request, status, "", "");
    }

    String answerWithSdp(SipRequest request, String status) {
        return answer(request, status, "Content-Type: application/sdp\r\n", SDP);
    }

    /** {@code lines}: further header lines, each with its CRLF. */
    String answer(SipRequest request, String status, String lines, String body) {
        StringBuilder text = new StringBuilder("SIP/2.0 " + status + "\r\n");
        for (String name : new String[] {"Via", "From", "Call-ID", "CSeq"}) {
            text.append(name).append(": ").append(request.headers().first(name)).append("\r\n");
        }
        String to = String.valueOf(request.headers().first("To"));
        text.append("To: ").append(to).append(to.contains(";tag=") || status.startsWith("100") ? "" : ";tag=" + tag);
        text.append("\r\n");
        boolean dialog = status.startsWith("18") || status.startsWith("2");
        return text.append(dialog ? "Contact: <" + contact + ">\r\n" : "")
                .append(lines)
                .append("Content-Length: ")
                .append(body.length())
                .append("\r\n\r\n")
                .append(body)
                .toString();
    }

    /** A BYE in the dialog that the INVITE opened. */
    String bye(SipRequest invite) {
        return request(invite, "BYE", 1, "", "");
    }

    /** Any request in that dialog. */
    String request(SipRequest invite, String method, int number, String lines, String body) {
        String target = String.valueOf(invite.headers().first("Contact")).replaceAll("[<>]", "");
        return method + " " + target + " SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP 192.0.2.9:5060;branch=z9hG4bK-" + method + number + "-" + tag + ";rport\r\n"
                + "Max-Forwards: 70\r\n"
                + "From: " + invite.headers().first("To") + ";tag=" + tag + "\r\n"
                + "To: " + invite.headers().first("From") + "\r\n"
                + "Call-ID: " + invite.headers().first("Call-ID") + "\r\n"
                + "CSeq: " + number + " " + method + "\r\n"
                + lines
                + "Content-Length: " + body.length() + "\r\n\r\n"
                + body;
    }
}
