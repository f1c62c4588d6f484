package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.Decimal;
import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.Lexer;
import dev.sotto.gateway.sip.message.Params;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Session timer of one call (RFC 4028): carriers tear down calls that are not refreshed, and callers that have vanished
 * must not stay for ever. The caller refreshes, unless it or a proxy wants us to; then we send UPDATE at half time. Loop
 * thread only.
 */
final class SessionTimer {
    static final String TAG = "timer";
    static final String UAC = "uac";
    static final String UAS = "uas";
    /** The least that RFC 4028, 5 allows. */
    private static final long MIN_SECONDS = 90;

    private static final long MAX_SECONDS = 86_400;

    private final DialogCall call;
    private final CallContext context;
    private TimerWheel.@Nullable Timer timer;

    SessionTimer(DialogCall call, CallContext context) {
        this.call = call;
        this.context = context;
    }

    /** 422 for an interval that is too small, 400 for one that can't be read; else null. */
    static @Nullable Reply refusal(IncomingRequest request) {
        String value = request.headers().first(HeaderNames.SESSION_EXPIRES);
        if (value == null) {
            return null;
        }
        long seconds = seconds(value);
        if (seconds < 0) {
            return Reply.of(400, "Bad Session-Expires");
        }
        boolean tooSmall = seconds < MIN_SECONDS && supports(request);
        return tooSmall ? Reply.of(422).with(HeaderNames.MIN_SE, Long.toString(MIN_SECONDS)) : null;
    }

    /** The 2xx to a request that opens or refreshes the session, saying who refreshes; starts the clock anew. */
    Reply accept(IncomingRequest request, Reply ok) {
        stop();
        Reply supporting = ok.with(HeaderNames.SUPPORTED, TAG);
        String value = request.headers().first(HeaderNames.SESSION_EXPIRES);
        if (value == null) {
            return supporting;
        }
        long seconds = Math.max(MIN_SECONDS, seconds(value));
        boolean ours = !supports(request) || UAS.equals(refresher(value));
        start(seconds, ours);
        Reply timed = supporting.with(HeaderNames.SESSION_EXPIRES, seconds + ";refresher=" + (ours ? UAS : UAC));
        return ours ? timed : timed.with(HeaderNames.REQUIRE, TAG);
    }

    void stop() {
        TimerWheel.stop(timer);
    }

    private void start(long seconds, boolean ours) {
        stop();
        // section 10: whoever waits for a refresh gives up a little earlier than the session ends
        long waitSeconds = ours ? seconds / 2 : seconds - Math.min(32, seconds / 3);
        Runnable action = ours ? () -> refresh(seconds) : () -> call.lose("session timer expired");
        timer = context.transactions().after(waitSeconds * 1000, action);
    }

    private void refresh(long seconds) {
        context.sender().update(call.dialog(), seconds, new RefreshListener(seconds));
    }

    private static boolean supports(IncomingRequest request) {
        List<String> tags = request.headers().lines(HeaderNames.SUPPORTED);
        List<String> required = request.headers().lines(HeaderNames.REQUIRE);
        String all = (String.join(",", tags) + "," + String.join(",", required)).toLowerCase(Locale.ROOT);
        return List.of(all.replaceAll("[ \t]", "").split(",")).contains(TAG);
    }

    /** Seconds before the parameters; -1 where there are none. Longer than a day is a day. */
    private static long seconds(String value) {
        int semicolon = value.indexOf(';');
        String digits = (semicolon < 0 ? value : value.substring(0, semicolon)).trim();
        long seconds = Decimal.parse(digits, Integer.MAX_VALUE);
        return Math.min(seconds, MAX_SECONDS);
    }

    private static @Nullable String refresher(String value) {
        try {
            Lexer lexer = new Lexer(value);
            lexer.until(";");
            String refresher = Params.parse(lexer).value("refresher");
            return refresher == null ? null : refresher.toLowerCase(Locale.ROOT);
        } catch (SipSyntaxException e) {
            return null;
        }
    }

    /** A peer that refuses UPDATE still lives; one that knows no such dialog, or says nothing, doesn't (section 10). */
    private final class RefreshListener implements ClientTransaction.Listener {
        private final long seconds;

        RefreshListener(long seconds) {
            this.seconds = seconds;
        }

        @Override
        public void onResponse(SipResponse response) {
            if (response.status() == 408 || response.status() == 481) {
                call.lose("session refresh answered with " + response);
            } else if (!response.isProvisional() && call.isConfirmed()) {
                start(seconds, true);
            }
        }

        @Override
        public void onTimeout() {
            call.lose("session refresh not answered");
        }
    }
}
