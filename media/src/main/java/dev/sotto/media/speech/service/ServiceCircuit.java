package dev.sotto.media.speech.service;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Stops asking a service that fails, and tries it again with one utterance at a time after a while. Thread-safe; one per service.
 *
 * <p>Closed: of the last ten at least three were asked and half of them failed, then open. Open: for 15 s nobody asks, then
 * half-open. Half-open: one asks; its success closes, its failure opens again. A wrong key opens at once: it won't get better by
 * asking.
 */
public final class ServiceCircuit {
    public static final Duration PAUSE = Duration.ofSeconds(15);

    private static final int WINDOW = 10;
    private static final int AT_LEAST = 3;

    private final CircuitBreaker breaker;

    public ServiceCircuit(String service, Clock clock, ServiceMeter meter) {
        breaker = CircuitBreaker.of(
                service,
                CircuitBreakerConfig.custom()
                        .clock(clock)
                        .currentTimestampFunction(Clock::millis, TimeUnit.MILLISECONDS)
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(WINDOW)
                        .minimumNumberOfCalls(AT_LEAST)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(PAUSE)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build());
        breaker.getEventPublisher()
                .onStateTransition(
                        event -> meter.circuit(name(event.getStateTransition().getToState())));
    }

    /** True when the service may be asked; then {@link #succeeded}, {@link #failed} or {@link #unknown} must follow. */
    public boolean admits() {
        return breaker.tryAcquirePermission();
    }

    public void succeeded() {
        breaker.onSuccess(0, TimeUnit.NANOSECONDS);
    }

    public void failed(ServiceFailure why) {
        breaker.onError(0, TimeUnit.NANOSECONDS, new FailedService(why));
        if (why == ServiceFailure.UNAUTHORIZED && breaker.getState() != CircuitBreaker.State.OPEN) {
            breaker.transitionToOpenState();
        }
    }

    /** Nobody wanted the result any more: it says nothing about the service. */
    public void unknown() {
        breaker.releasePermission();
    }

    /** {@code closed}, {@code open} or {@code half_open}. */
    public String state() {
        return name(breaker.getState());
    }

    private static String name(CircuitBreaker.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
