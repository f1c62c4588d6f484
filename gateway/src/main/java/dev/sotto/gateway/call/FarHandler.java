package dev.sotto.gateway.call;

import dev.sotto.gateway.sip.CallHandler;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries what SIP tells to a call on another event loop. SIP's loop calls it, {@code target} is the other's; what comes before
 * there is a target concerns nobody.
 */
final class FarHandler implements CallHandler {
    private final Crossing crossing;

    // SIP's loop only: what we have described last
    private @Nullable String described;

    // the call's loop only
    private CallHandler target = CallHandler.NOBODY;

    FarHandler(Crossing crossing) {
        this.crossing = crossing;
    }

    /** The call's loop: who hears from now on. */
    void target(CallHandler next) {
        target = next;
    }

    /** SIP's loop: what our side of the sound looks like now. */
    void described(String sdp) {
        described = sdp;
    }

    private void tell(Consumer<CallHandler> event) {
        crossing.call().execute(() -> event.accept(target));
    }

    @Override
    public void onAcknowledged(@Nullable String sdp) {
        tell(handler -> handler.onAcknowledged(sdp));
    }

    @Override
    public void onCancelled() {
        tell(CallHandler::onCancelled);
    }

    @Override
    public void onHungUp(@Nullable String reason) {
        tell(handler -> handler.onHungUp(reason));
    }

    /** What holds now is known here; an offer has to cross, and can't be answered at once. */
    @Override
    public @Nullable String onReoffer(@Nullable String sdp) {
        return sdp == null ? described : null;
    }

    @Override
    public void onReoffer(@Nullable String sdp, Consumer<@Nullable String> answer) {
        crossing.call().execute(() -> {
            String ours = target.onReoffer(sdp);
            crossing.sip().execute(() -> {
                if (ours != null) {
                    described = ours;
                }
                answer.accept(ours);
            });
        });
    }

    @Override
    public void onReofferAnswered(String sdp) {
        tell(handler -> handler.onReofferAnswered(sdp));
    }

    @Override
    public void onEarlyMedia() {
        tell(CallHandler::onEarlyMedia);
    }

    @Override
    public void onDigit(char digit) {
        tell(handler -> handler.onDigit(digit));
    }

    @Override
    public void onTransferred() {
        tell(CallHandler::onTransferred);
    }

    @Override
    public void onTransferFailed(int status, String reason) {
        tell(handler -> handler.onTransferFailed(status, reason));
    }

    @Override
    public void onLost(String reason) {
        tell(handler -> handler.onLost(reason));
    }
}
