package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.Header;
import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Session timer of one call (RFC 4028): carriers tear down calls that are not refreshed, and peers that have vanished must not
 * stay for ever.
 *
 * <pre>
 *            accept, accepted: who refreshes is agreed
 *   OFF ----------------------------------------------> WAITING --the peer doesn't refresh--> BYE
 *    ^                                            |        ^
 *    | call over                                  v        | 2xx: agreed anew
 *    '------------------------------------- REFRESHING ----' 422: longer; 405: re-INVITE; 491, 5xx: again later
 *                                                 '--------- 408, 481, nothing: BYE
 * </pre>
 *
 * In a call that came in the caller refreshes, unless it or a proxy wants us to; in one of ours we ask for an interval and
 * take what the answer says. We refresh by UPDATE, and by a re-INVITE with an unchanged description where the peer has no
 * UPDATE. Loop thread only.
 */
final class SessionTimer {
    private final DialogCall call;
    private final CallContext context;
    private TimerWheel.@Nullable Timer timer;
    private boolean hasUpdate = true;
    private long seconds;

    SessionTimer(DialogCall call, CallContext context) {
        this.call = call;
        this.context = context;
    }

    /** 422 for an interval that is too small, 400 for one that can't be read; else null. */
    static @Nullable Reply refusal(IncomingRequest request) {
        SessionInterval wanted = SessionInterval.of(request.headers());
        if (wanted == null) {
            return null;
        }
        if (wanted.seconds() < 0) {
            return Reply.of(400, "Bad Session-Expires");
        }
        boolean tooSmall =
                wanted.seconds() < SessionInterval.MIN_SECONDS && Extensions.has(request.headers(), Extensions.TIMER);
        return tooSmall ? Reply.of(422).with(HeaderNames.MIN_SE, Long.toString(SessionInterval.MIN_SECONDS)) : null;
    }

    /**
     * The headers of an INVITE of ours that ask for a session timer (section 7.1): the peer decides who refreshes.
     *
     * @param leastSeconds what a 422 asked for; 0 before there was one
     */
    static List<Header> wanted(long intervalSeconds, long leastSeconds) {
        long interval = Math.max(Math.max(intervalSeconds, leastSeconds), SessionInterval.MIN_SECONDS);
        Header expires = new Header(HeaderNames.SESSION_EXPIRES, Long.toString(interval));
        return leastSeconds == 0
                ? List.of(expires)
                : List.of(expires, new Header(HeaderNames.MIN_SE, Long.toString(leastSeconds)));
    }

    /** The 2xx to a request that opens or refreshes the session, saying who refreshes; starts the clock anew. */
    Reply accept(IncomingRequest request, Reply ok) {
        stop();
        learn(request.headers());
        Reply supporting = ok.with(HeaderNames.SUPPORTED, Extensions.SUPPORTED);
        SessionInterval wanted = SessionInterval.of(request.headers());
        if (wanted == null) {
            return supporting;
        }
        seconds = Math.max(SessionInterval.least(request.headers()), wanted.seconds());
        boolean able = Extensions.has(request.headers(), Extensions.TIMER);
        boolean ours = !able || wanted.refresher().equals(SessionInterval.UAS);
        start(ours);
        SessionInterval agreed = new SessionInterval(seconds, ours ? SessionInterval.UAS : SessionInterval.UAC);
        Reply timed = supporting.with(HeaderNames.SESSION_EXPIRES, agreed.toString());
        return ours ? timed : timed.with(HeaderNames.REQUIRE, Extensions.TIMER);
    }

    /** The 2xx to a request of ours that opens or refreshes the session (section 7.2). */
    void accepted(SipResponse ok) {
        stop();
        learn(ok.headers());
        SessionInterval agreed = SessionInterval.of(ok.headers());
        if (agreed != null && agreed.seconds() > 0) {
            seconds = Math.max(SessionInterval.MIN_SECONDS, agreed.seconds());
            start(!agreed.refresher().equals(SessionInterval.UAS));
        } else if (seconds > 0) {
            // the peer has no timer, but a proxy may
            start(true);
        }
    }

    void stop() {
        TimerWheel.stop(timer);
    }

    private void learn(Headers headers) {
        hasUpdate = headers.has(HeaderNames.ALLOW) ? Extensions.allows(headers, SipRequest.UPDATE) : hasUpdate;
    }

    private void start(boolean ours) {
        // section 10: whoever waits for a refresh gives up a little earlier than the session ends
        long waitSeconds = ours ? seconds / 2 : seconds - Math.min(32, seconds / 3);
        Runnable action = ours ? this::refresh : () -> call.lose("session timer expired");
        after(waitSeconds * 1000, action);
    }

    private void after(long millis, Runnable action) {
        stop();
        timer = context.transactions().after(millis, action);
    }

    private void refresh() {
        List<Header> fields = List.of(
                new Header(HeaderNames.SUPPORTED, Extensions.SUPPORTED),
                new Header(HeaderNames.SESSION_EXPIRES, new SessionInterval(seconds, SessionInterval.UAC).toString()));
        if (!call.isConfirmed() || call.renegotiation().isOpen()) {
            again();
        } else if (hasUpdate || !call.renegotiation().reoffer(fields, this::onAnswer)) {
            context.sender().update(call.dialog(), fields, new UpdateListener());
        }
    }

    private void again() {
        after(context.ids().glareMillis(call.dialog().isOurs()), this::refresh);
    }

    /** A peer that refuses still lives; one that knows no such dialog, or says nothing, doesn't (section 10). */
    private void onAnswer(SipResponse response) {
        if (!call.isConfirmed()) {
            return;
        }
        int status = response.status();
        if (status == 408 || status == 481) {
            call.lose("session refresh answered with " + response);
        } else if (response.isSuccess()) {
            accepted(response);
        } else if (status == 422 && SessionInterval.least(response.headers()) > seconds) {
            seconds = SessionInterval.least(response.headers());
            refresh();
        } else if ((status == 405 || status == 501) && hasUpdate) {
            hasUpdate = false;
            refresh();
        } else if (status == 491) {
            again();
        } else {
            start(true);
        }
    }

    private final class UpdateListener implements ClientTransaction.Listener {
        @Override
        public void onResponse(SipResponse response) {
            if (!response.isProvisional()) {
                onAnswer(response);
            }
        }

        @Override
        public void onTimeout() {
            call.lose("session refresh not answered");
        }
    }
}
