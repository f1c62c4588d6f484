package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.SipSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an INVITE's wish to take the place of a call (RFC 3891, 3).
 *
 * @param refusal what to answer in place of taking it; null: nothing stands against it
 * @param replaced the call whose place it takes; null: an ordinary INVITE
 */
record Takeover(@Nullable Reply refusal, @Nullable SipCall replaced) {
    private static final Takeover NONE = new Takeover(null, null);

    static Takeover of(IncomingRequest invite, CallTable calls) throws SipSyntaxException {
        ReplacesHeader wish = ReplacesHeader.of(invite.headers());
        if (wish == null) {
            return NONE;
        }
        DialogCall named = calls.find(wish.dialog());
        if (named == null) {
            return refused(481);
        }
        return switch (named.phase()) {
            // early and not ours, or ours and not answered: nobody is being talked to yet
            case EARLY -> refused(481);
            case ENDING, ENDED -> refused(603);
            case ANSWERED, CONFIRMED -> wish.earlyOnly() ? refused(486) : of(named);
        };
    }

    private static Takeover of(DialogCall named) {
        SipCall call = named.owner().asCall();
        return call == null ? refused(603) : new Takeover(null, call);
    }

    private static Takeover refused(int status) {
        return new Takeover(Reply.of(status), null);
    }
}
