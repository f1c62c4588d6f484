package dev.sotto.gateway.sip;

import org.jspecify.annotations.Nullable;

/** Takes the events of a call that nobody has taken yet, or that is already lost. */
final class NoHandler implements CallHandler {
    @Override
    public void onAcknowledged(@Nullable String sdp) {}

    @Override
    public void onCancelled() {}

    @Override
    public void onHungUp(@Nullable String reason) {}

    @Override
    public @Nullable String onReoffer(@Nullable String sdp) {
        return null;
    }

    @Override
    public void onDigit(char digit) {}

    @Override
    public void onLost(String reason) {}
}
