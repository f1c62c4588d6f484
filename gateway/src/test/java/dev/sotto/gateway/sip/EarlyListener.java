package dev.sotto.gateway.sip;

import org.jspecify.annotations.Nullable;

/** Notes that early media has arrived; everything else is of no interest. */
record EarlyListener(boolean[] told) implements CallHandler {
    @Override
    public void onEarlyMedia() {
        told[0] = true;
    }

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
