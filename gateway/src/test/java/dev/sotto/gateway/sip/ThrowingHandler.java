package dev.sotto.gateway.sip;

import org.jspecify.annotations.Nullable;

/** A handler with a bug in everything. */
final class ThrowingHandler implements CallHandler {
    @Override
    public void onAcknowledged(@Nullable String sdp) {
        throw new IllegalStateException("expected by the test");
    }

    @Override
    public void onCancelled() {
        throw new IllegalStateException("expected by the test");
    }

    @Override
    public void onHungUp(@Nullable String reason) {
        throw new IllegalStateException("expected by the test");
    }

    @Override
    public @Nullable String onReoffer(@Nullable String sdp) {
        throw new IllegalStateException("expected by the test");
    }

    @Override
    public void onDigit(char digit) {
        throw new IllegalStateException("expected by the test");
    }

    @Override
    public void onLost(String reason) {
        throw new IllegalStateException("expected by the test");
    }
}
