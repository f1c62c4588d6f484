package dev.sotto.loadtest.phone;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The client's side of one call's signalling (RFC 3261, over UDP): INVITE until answered, ACK again for every repeated 2xx,
 * CANCEL or BYE to end it, 200 to whatever the server asks in the dialog. Loop only; time is an argument.
 *
 * <pre>
 *   CALLING --1xx--> RINGING --2xx--> TALKING --hangUp--> LEAVING --200--> OVER
 *      |  |             |  \--hangUp--> CANCELLING --487--> OVER     TALKING --BYE received--> OVER
 *      |  \--3xx..6xx---+--> OVER           \--2xx: ACK, BYE--> LEAVING
 *      \--no answer in 32 s--> OVER
 * </pre>
 *
 * A REFER is accepted while none is open and its course reported by NOTIFY, one after the other (RFC 3515, 2.4.4 to 2.4.6).
 */
final class Dialog {
    private static final long T1_NANOS = 500_000_000L;
    private static final long T2_NANOS = 4_000_000_000L;
    private static final long GIVE_UP_NANOS = 64 * T1_NANOS;

    private final Line line;
    private final Consumer<String> wire;
    private final Listener listener;

    private State state = State.CALLING;
    private boolean wantsToLeave;
    private String toTag = "";
    private String remoteTarget = "";
    private String ack = "";
    private int cseq = 1;

    /** What is sent again until it is answered; empty when nothing is. */
    private String pending = "";

    private long intervalNanos;
    private long nextSendNanos;
    private long giveUpNanos;
    private String offer = "";
    private final Deque<Report> reports = new ArrayDeque<>();
    private long referNumber = -1;
    private boolean referOpen;
    private boolean leavesOnceReported;

    private enum State {
        CALLING,
        RINGING,
        CANCELLING,
        TALKING,
        LEAVING,
        OVER
    }

    /** Who calls whom. {@code contact} and {@code via} are the caller's own host and port. */
    record Line(
            String user,
            String server,
            String local,
            String callId,
            String tag,
            String branch,
            Map<String, String> headers) {
        Line(String user, String server, String local, String callId, String tag, String branch) {
            this(user, server, local, callId, tag, branch, Map.of());
        }
    }

    /** One NOTIFY: a status line for its body, and whether nothing follows. */
    private record Report(String statusLine, boolean last) {}

    /** Told each change once. */
    interface Listener {
        void answered(String sdp);

        /** The call is over, or never began: {@code status} of a refusal, 0 else. */
        void over(Over how, int status, String reason);

        /** They ask us to call elsewhere. True: we do, and {@link Dialog#report} what comes of it. */
        default boolean referred(Referral to) {
            return false;
        }
    }

    enum Over {
        REFUSED,
        UNANSWERED,
        CANCELLED,
        WE_HUNG_UP,
        THEY_HUNG_UP
    }

    Dialog(Line line, Consumer<String> wire, Listener listener) {
        this.line = line;
        this.wire = wire;
        this.listener = listener;
    }

    void invite(String sdp, long nowNanos) {
        offer = sdp;
        keepSending(request("INVITE", cseq, line.branch(), target(), sdp), nowNanos);
    }

    boolean talking() {
        return state == State.TALKING;
    }

    boolean isOver() {
        return state == State.OVER;
    }

    void hangUp(long nowNanos) {
        switch (state) {
            case CALLING -> wantsToLeave = true; // section 9.1: not before a provisional answer
            case RINGING -> cancel(nowNanos);
            case TALKING -> bye(nowNanos);
            default -> {}
        }
    }

    private void cancel(long nowNanos) {
        state = State.CANCELLING;
        keepSending(request("CANCEL", cseq, line.branch(), target(), ""), nowNanos);
    }

    private void bye(long nowNanos) {
        state = State.LEAVING;
        cseq++;
        reports.clear();
        keepSending(request("BYE", cseq, line.branch() + "b", remoteTarget, ""), nowNanos);
    }

    /** Tells them how the call elsewhere goes; {@code last} ends it. */
    void report(int status, String reason, boolean last, long nowNanos) {
        if (state != State.TALKING) {
            return;
        }
        referOpen = !last;
        reports.add(new Report("SIP/2.0 " + status + " " + reason, last));
        if (pending.isEmpty()) {
            sendReport(nowNanos);
        }
    }

    /** Hangs up when the last report has arrived, or at once where there is none on its way. */
    void leaveOnceReported(long nowNanos) {
        leavesOnceReported = true;
        if (pending.isEmpty()) {
            hangUp(nowNanos);
        }
    }

    private void sendReport(long nowNanos) {
        Report next = reports.poll();
        pending = "";
        if (next != null) {
            cseq++;
            keepSending(notify(next), nowNanos);
        } else if (leavesOnceReported) {
            hangUp(nowNanos);
        }
    }

    private String notify(Report report) {
        String body = report.statusLine() + "\r\n";
        String headers = "Event: refer;id=" + referNumber + "\r\n"
                + "Subscription-State: " + (report.last() ? "terminated;reason=noresource" : "active;expires=60")
                + "\r\nContent-Type: message/sipfrag;version=2.0\r\n";
        return message("NOTIFY", cseq, line.branch() + "n" + cseq, remoteTarget, headers, body);
    }

    void on(SipMessage message, long nowNanos) {
        if (message.isResponse()) {
            response(message, nowNanos);
        } else {
            asked(message, nowNanos);
        }
    }

    private void response(SipMessage message, long nowNanos) {
        int status = message.status();
        switch (message.method()) {
            case "INVITE" -> invited(message, status, nowNanos);
            case "BYE" -> {
                if (status >= 200 && state == State.LEAVING) {
                    over(Over.WE_HUNG_UP, 0, "");
                }
            }
            case "CANCEL" -> pending = status >= 200 && state == State.CANCELLING ? "" : pending;
            case "NOTIFY" -> {
                // whatever they think of it (481: gone), nothing more can be done about this one
                if (status >= 200 && state == State.TALKING && message.number() == cseq && !pending.isEmpty()) {
                    sendReport(nowNanos);
                }
            }
            default -> {}
        }
    }

    private void invited(SipMessage message, int status, long nowNanos) {
        boolean open = state == State.CALLING || state == State.RINGING || state == State.CANCELLING;
        if (status >= 300) {
            toTag = message.header("to");
            wire.accept(request("ACK", 1, line.branch(), target(), ""));
            if (open) {
                over(state == State.CANCELLING ? Over.CANCELLED : Over.REFUSED, status, message.reason());
            }
        } else if (status >= 200 && !ack.isEmpty()) {
            wire.accept(ack);
        } else if (status >= 200 && open) {
            established(message, nowNanos);
        } else if (status >= 100 && state == State.CALLING) {
            state = State.RINGING;
            pending = "";
            if (wantsToLeave) {
                cancel(nowNanos);
            }
        }
    }

    private void established(SipMessage message, long nowNanos) {
        toTag = message.header("to");
        String contact = SipMessage.uri(message.header("contact"));
        remoteTarget = contact.isEmpty() ? target() : contact;
        ack = request("ACK", 1, line.branch() + "a", remoteTarget, "");
        wire.accept(ack);
        pending = "";
        if (wantsToLeave || state == State.CANCELLING) {
            // the answer crossed our change of mind (section 15)
            bye(nowNanos);
        } else {
            state = State.TALKING;
            listener.answered(message.body());
        }
    }

    /** A request within the dialog: refreshed sessions get our description again, everything else is fine with us. */
    private void asked(SipMessage message, long nowNanos) {
        String method = message.method();
        if (method.equals("ACK")) {
            return;
        }
        if (method.equals("REFER")) {
            refer(message, nowNanos);
            return;
        }
        answer(message, "200 OK", method.equals("INVITE") ? offer : "");
        if (method.equals("BYE")) {
            over(Over.THEY_HUNG_UP, 0, message.header("reason"));
        }
    }

    private void answer(SipMessage message, String status, String sdp) {
        wire.accept(message.answer(status, "sip:caller@" + line.local(), sdp));
    }

    private void refer(SipMessage message, long nowNanos) {
        if (message.number() == referNumber) {
            answer(message, "202 Accepted", ""); // ours got lost
            return;
        }
        Referral to = Referral.of(message).orElse(null);
        if (to == null) {
            answer(message, "400 Where to?", "");
        } else if (state != State.TALKING || referOpen) {
            answer(message, "491 Request Pending", "");
        } else {
            referNumber = message.number();
            answer(message, "202 Accepted", "");
            report(100, "Trying", false, nowNanos);
            if (!listener.referred(to)) {
                report(603, "Decline", true, nowNanos);
            }
        }
    }

    /** Repeats what was not answered (timers A, B, E, F of section 17.1). */
    void tick(long nowNanos) {
        if (pending.isEmpty() || state == State.OVER) {
            return;
        }
        if (nowNanos - giveUpNanos >= 0 && state == State.TALKING) {
            sendReport(nowNanos);
        } else if (nowNanos - giveUpNanos >= 0) {
            over(state == State.LEAVING ? Over.WE_HUNG_UP : Over.UNANSWERED, 0, "nobody answers");
        } else if (nowNanos - nextSendNanos >= 0) {
            wire.accept(pending);
            intervalNanos = Math.min(2 * intervalNanos, T2_NANOS);
            nextSendNanos = nowNanos + intervalNanos;
        }
    }

    private void over(Over how, int status, String reason) {
        if (state != State.OVER) {
            state = State.OVER;
            pending = "";
            listener.over(how, status, reason);
        }
    }

    private void keepSending(String message, long nowNanos) {
        pending = message;
        intervalNanos = T1_NANOS;
        nextSendNanos = nowNanos + T1_NANOS;
        giveUpNanos = nowNanos + GIVE_UP_NANOS;
        wire.accept(message);
    }

    private String target() {
        return "sip:" + (line.user().isEmpty() ? "" : line.user() + "@") + line.server();
    }

    private String request(String method, int number, String branch, String uri, String sdp) {
        StringBuilder headers = new StringBuilder();
        if (method.equals("INVITE")) {
            line.headers().forEach((name, value) -> headers.append(name + ": " + value + "\r\n"));
        }
        headers.append(sdp.isEmpty() ? "" : "Content-Type: application/sdp\r\n");
        return message(method, number, branch, uri, headers.toString(), sdp);
    }

    private String message(String method, int number, String branch, String uri, String headers, String body) {
        String to = toTag.isEmpty() || method.equals("CANCEL") ? "<" + target() + ">" : toTag;
        return method + " " + uri + " SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP " + line.local() + ";branch=z9hG4bK" + branch + ";rport\r\n"
                + "Max-Forwards: 70\r\n"
                + "From: <sip:caller@" + line.local() + ">;tag=" + line.tag() + "\r\n"
                + "To: " + to + "\r\n"
                + "Call-ID: " + line.callId() + "\r\n"
                + "CSeq: " + number + " " + method + "\r\n"
                + "Contact: <sip:caller@" + line.local() + ">\r\n"
                + headers
                + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }
}
