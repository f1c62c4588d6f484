package dev.sotto.loadtest.acd;

import dev.sotto.loadtest.phone.SipMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The answering side of one call's signalling (RFC 3261, over UDP): 180, then 200 until it is acknowledged (section 13.3.1.4),
 * CANCEL with 487 (9.2), BYE either way, repeated requests answered again. Loop only; time is an argument.
 *
 * <pre>
 *   RINGING --answer--> ANSWERED --ACK--> TALKING --hangUp--> LEAVING --200, 32 s--> OVER
 *      |                   |  \--no ACK in 32 s: BYE--> LEAVING
 *      |                   \--BYE--> OVER        TALKING --BYE--> OVER
 *      \--CANCEL, refuse: 4xx until ACK, 32 s--> REFUSED --> OVER
 * </pre>
 */
final class Answering {
    private static final long T1_NANOS = 500_000_000L;
    private static final long T2_NANOS = 4_000_000_000L;
    private static final long GIVE_UP_NANOS = 64 * T1_NANOS;

    private final SipMessage invite;
    private final String here;
    private final String tag;
    private final Consumer<String> wire;
    private final Listener listener;

    private State state = State.RINGING;
    private String response = "";
    private String sdp = "";

    /** What is sent again until it is answered; empty when nothing is. */
    private String pending = "";

    private long intervalNanos;
    private long nextSendNanos;
    private long giveUpNanos;

    private enum State {
        RINGING,
        REFUSED,
        ANSWERED,
        TALKING,
        LEAVING,
        OVER
    }

    enum Over {
        /** The caller gave up before the answer. */
        CANCELLED,
        /** We did not want it. */
        WE_REFUSED,
        /** The answer was never acknowledged. */
        UNACKNOWLEDGED,
        THEY_HUNG_UP,
        WE_HUNG_UP
    }

    /** Told each change once. */
    interface Listener {
        /** The caller has our answer. */
        void connected();

        /** The caller is gone, or we are: no more sound. The signalling may take a little longer. */
        void over(Over how);

        /** Nothing of it comes any more. */
        void forgotten();
    }

    /**
     * @param here our host and port
     * @param tag of our side of the dialog
     */
    Answering(SipMessage invite, String here, String tag, Consumer<String> wire, Listener listener) {
        this.invite = tagged(invite, tag);
        this.here = here;
        this.tag = tag;
        this.wire = wire;
        this.listener = listener;
    }

    private static SipMessage tagged(SipMessage request, String tag) {
        Map<String, List<String>> headers = new LinkedHashMap<>(request.headers());
        String to = request.header("to");
        headers.put("to", new ArrayList<>(List.of(to.contains(";tag=") ? to : to + ";tag=" + tag)));
        return new SipMessage(request.startLine(), headers, request.body());
    }

    void ring() {
        respond("180 Ringing", "");
    }

    void answer(String description, long nowNanos) {
        if (state == State.RINGING) {
            state = State.ANSWERED;
            sdp = description;
            respond("200 OK", description);
            keepSending(response, nowNanos);
        }
    }

    void refuse(String status, long nowNanos) {
        if (state == State.RINGING) {
            end(Over.WE_REFUSED, status, nowNanos);
        }
    }

    boolean connected() {
        return state == State.TALKING;
    }

    void hangUp(long nowNanos) {
        switch (state) {
            case RINGING -> refuse("480 Temporarily Unavailable", nowNanos);
            case ANSWERED, TALKING -> {
                bye(nowNanos);
                listener.over(Over.WE_HUNG_UP);
            }
            default -> {}
        }
    }

    void on(SipMessage message, long nowNanos) {
        if (message.isResponse()) {
            if (message.method().equals("BYE") && message.status() >= 200 && state == State.LEAVING) {
                forget();
            }
            return;
        }
        switch (message.method()) {
            case "INVITE" -> invited(message);
            case "ACK" -> acknowledged();
            case "CANCEL" -> cancelled(message, nowNanos);
            case "BYE" -> {
                wire.accept(tagged(message, tag).answer("200 OK", contact(), ""));
                byeReceived();
            }
            default -> wire.accept(tagged(message, tag).answer("200 OK", contact(), ""));
        }
    }

    /** The same INVITE again gets the same answer, another one in the dialog our description again. */
    private void invited(SipMessage message) {
        if (message.header("cseq").equals(invite.header("cseq"))) {
            if (!response.isEmpty()) {
                wire.accept(response);
            }
        } else if (state == State.TALKING) {
            wire.accept(message.answer("200 OK", contact(), sdp));
        }
    }

    private void acknowledged() {
        if (state == State.ANSWERED) {
            state = State.TALKING;
            pending = "";
            listener.connected();
        } else if (state == State.REFUSED) {
            forget();
        }
    }

    private void cancelled(SipMessage message, long nowNanos) {
        wire.accept(tagged(message, tag).answer("200 OK", contact(), ""));
        if (state == State.RINGING) {
            end(Over.CANCELLED, "487 Request Terminated", nowNanos);
        }
    }

    private void byeReceived() {
        boolean open = state == State.ANSWERED || state == State.TALKING || state == State.RINGING;
        if (open) {
            listener.over(Over.THEY_HUNG_UP);
        }
        forget();
    }

    private void end(Over how, String status, long nowNanos) {
        state = State.REFUSED;
        respond(status, "");
        keepSending(response, nowNanos);
        listener.over(how);
    }

    /** Repeats what was not answered (timers G and H of section 17.2.1, E and F of 17.1.2, and 13.3.1.4). */
    void tick(long nowNanos) {
        if (pending.isEmpty() || state == State.OVER) {
            return;
        }
        if (nowNanos - giveUpNanos >= 0) {
            gaveUp(nowNanos);
        } else if (nowNanos - nextSendNanos >= 0) {
            wire.accept(pending);
            intervalNanos = Math.min(2 * intervalNanos, T2_NANOS);
            nextSendNanos = nowNanos + intervalNanos;
        }
    }

    private void gaveUp(long nowNanos) {
        if (state == State.ANSWERED) {
            bye(nowNanos);
            listener.over(Over.UNACKNOWLEDGED);
        } else {
            forget();
        }
    }

    private void forget() {
        if (state != State.OVER) {
            state = State.OVER;
            pending = "";
            listener.forgotten();
        }
    }

    private void bye(long nowNanos) {
        state = State.LEAVING;
        String target = SipMessage.uri(invite.header("contact"));
        keepSending(
                "BYE " + (target.isEmpty() ? SipMessage.uri(invite.header("from")) : target) + " SIP/2.0\r\n"
                        + "Via: SIP/2.0/UDP " + here + ";branch=z9hG4bK" + tag + "b;rport\r\n"
                        + "Max-Forwards: 70\r\n"
                        + "From: " + invite.header("to") + "\r\n"
                        + "To: " + invite.header("from") + "\r\n"
                        + "Call-ID: " + invite.header("call-id") + "\r\n"
                        + "CSeq: 1 BYE\r\n"
                        + "Content-Length: 0\r\n\r\n",
                nowNanos);
    }

    private void respond(String status, String description) {
        response = invite.answer(status, contact(), description);
        wire.accept(response);
    }

    private void keepSending(String message, long nowNanos) {
        if (!message.equals(response)) {
            wire.accept(message);
        }
        pending = message;
        intervalNanos = T1_NANOS;
        nextSendNanos = nowNanos + T1_NANOS;
        giveUpNanos = nowNanos + GIVE_UP_NANOS;
    }

    private String contact() {
        return "sip:people@" + here;
    }
}
