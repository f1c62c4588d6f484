package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.Header;
import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * REFER of one call and what its peer reports of it (RFC 3515; the implicit subscription of RFC 6665, 4.5.1).
 *
 * <pre>
 *                   .------ sipfrag 2xx ----------------------------------------.
 *                   |                                                             v
 *   NONE --REFER--> ASKED --2xx, sipfrag 1xx--> ACCEPTED --sipfrag 2xx, BYE--> MOVED: transferred
 *    ^               | |                           |                              ^
 *    |   3xx-6xx,    | '--- sipfrag 3xx-6xx, ---.  |  the same                    | sipfrag 2xx, after all
 *    |   timeout:    |      60 s               v  v                              |
 *    '--- failed ----'                        FAILED: failed --------------------'
 *
 *   The end of the subscription leads to NONE, too: failed where there was no result before.
 *   A 2xx with Refer-Sub: false (RFC 4488) is all that will be heard: transferred.
 * </pre>
 *
 * A NOTIFY may overtake the 2xx (RFC 6665, 4.1.2.4), and peers that let the caller go without a report say BYE. While there
 * is no subscription, NOTIFY is 481. Loop thread only.
 */
final class Referral {
    enum State {
        NONE,
        ASKED,
        ACCEPTED,
        FAILED,
        MOVED
    }

    static final long PATIENCE_MILLIS = 60_000;
    private static final int TIMEOUT = 408;
    private static final int NO_RESULT = 480;

    private final DialogCall call;
    private final CallContext context;
    private State state = State.NONE;
    private TimerWheel.@Nullable Timer patience;
    /** CSeq number of the newest REFER: the id of its subscription (RFC 3515, 2.4.6). */
    private long number;

    private @Nullable Answer newest;

    Referral(DialogCall call, CallContext context) {
        this.call = call;
        this.context = context;
    }

    State state() {
        return state;
    }

    /** @param headers for whoever takes the call */
    void refer(String target, Map<String, String> headers) {
        if (isOpen()) {
            return;
        }
        List<Header> along = ReferHeaders.clean(headers);
        try {
            send(ReferHeaders.appended(ReferTarget.resolve(target, call.dialog()), along), along);
        } catch (SipSyntaxException e) {
            call.handler().onTransferFailed(400, "Bad target: " + e.what());
        }
    }

    /** To the peer of that dialog of ours, in our place there (RFC 5589, 7.1). */
    void referTo(Dialog other) {
        if (!isOpen()) {
            send(other.replacingTarget(), List.of());
        }
    }

    private boolean isOpen() {
        return state == State.ASKED || state == State.ACCEPTED;
    }

    private void send(String uri, List<Header> along) {
        state = State.ASKED;
        patience =
                context.transactions().after(PATIENCE_MILLIS, () -> fail(TIMEOUT, "No result in time", State.FAILED));
        newest = new Answer();
        number = context.sender().refer(call.dialog(), uri, along, newest);
    }

    /** A NOTIFY in the call's dialog: answered, then acted on. */
    void onNotify(ServerTransaction transaction) {
        IncomingRequest request = transaction.request();
        try {
            ReferNotice subject = ReferNotice.of(request.headers());
            Reply refusal = refusal(subject, request);
            if (refusal != null) {
                respond(transaction, refusal);
                return;
            }
            ReferNotice notice = subject.withResult(request.message());
            respond(transaction, Reply.of(200));
            on(notice);
        } catch (SipSyntaxException e) {
            respond(transaction, Reply.of(400, e.what()));
        }
    }

    private void respond(ServerTransaction transaction, Reply reply) {
        transaction.respond(context.responses().to(transaction.request(), reply, ""));
    }

    private @Nullable Reply refusal(ReferNotice notice, IncomingRequest request) {
        if (!notice.event().equalsIgnoreCase(ReferNotice.REFER)) {
            return Reply.of(489).with(HeaderNames.ALLOW_EVENTS, ReferNotice.REFER);
        }
        if (state == State.NONE || notice.id() >= 0 && notice.id() != number) {
            return Reply.of(481, "No such subscription");
        }
        String type = RequestCheck.mediaType(request.headers().first(HeaderNames.CONTENT_TYPE));
        boolean readable = !request.message().hasBody() || type.equals(ReferNotice.SIPFRAG);
        return readable ? null : Reply.of(415).with(HeaderNames.ACCEPT, ReferNotice.SIPFRAG);
    }

    private void on(ReferNotice notice) {
        if (notice.status() >= 200 && notice.status() < 300) {
            State next = notice.ended() ? State.NONE : State.MOVED;
            if (state == State.MOVED) {
                state = next;
            } else {
                moved(next);
            }
        } else if (state == State.FAILED || state == State.MOVED) {
            state = notice.ended() ? State.NONE : state;
        } else if (notice.status() >= 300) {
            fail(notice.status(), notice.reason(), notice.ended() ? State.NONE : State.FAILED);
        } else if (notice.ended()) {
            fail(NO_RESULT, "Ended without a result", State.NONE);
        } else {
            state = State.ACCEPTED;
        }
    }

    /** The peer's BYE: true where it says that the caller has gone where we sent it. */
    boolean endsWithBye() {
        return state == State.ACCEPTED;
    }

    /** The call is over. */
    void stop() {
        TimerWheel.stop(patience);
        state = State.NONE;
    }

    private void moved(State next) {
        TimerWheel.stop(patience);
        state = next;
        call.handler().onTransferred();
    }

    private void fail(int status, String reason, State next) {
        TimerWheel.stop(patience);
        state = next;
        call.handler().onTransferFailed(status, reason);
    }

    /** The response to one REFER; what comes for an older one, or after its NOTIFY, changes nothing. */
    private final class Answer implements ClientTransaction.Listener {
        @Override
        public void onResponse(SipResponse response) {
            if (state != State.ASKED || this != newest) {
                return;
            }
            if (response.isSuccess() && isUnsubscribed(response)) {
                moved(State.NONE);
            } else if (response.isSuccess()) {
                state = State.ACCEPTED;
            } else if (!response.isProvisional()) {
                fail(response.status(), response.reason(), State.NONE);
            }
        }

        /** No report will come (RFC 4488, 4): that the peer goes is all that we shall know. */
        private boolean isUnsubscribed(SipResponse response) {
            String subscription = response.headers().first(HeaderNames.REFER_SUB);
            return subscription != null && subscription.trim().equalsIgnoreCase("false");
        }

        @Override
        public void onTimeout() {
            if (state == State.ASKED && this == newest) {
                fail(TIMEOUT, "REFER not answered", State.NONE);
            }
        }
    }
}
