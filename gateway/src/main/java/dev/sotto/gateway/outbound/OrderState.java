package dev.sotto.gateway.outbound;

import java.util.Locale;

/**
 * Where an order stands, as it is durable.
 *
 * <pre>
 * WAITING --decided--> QUEUED --its time has come--> TRYING --2xx--> ANSWERED --> ENDED
 *    |                  ^ |                            |                           ^
 *    |                  | '---- cancelled -------------|---------------------------|
 *    |                  '---- busy, no answer, ... ----'--- no more tries ---------|
 *    '--------------------------- cancelled ---------------------------------------'
 * </pre>
 */
enum OrderState {
    /** Promised; a person's decision is the moment to call. */
    WAITING,
    QUEUED,
    /** The INVITE is sent, or is just about to be. */
    TRYING,
    ANSWERED,
    ENDED;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static OrderState of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
