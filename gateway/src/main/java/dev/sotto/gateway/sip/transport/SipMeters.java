package dev.sotto.gateway.sip.transport;

/** Counters of an endpoint; called on its loop thread. Every tag has few values. */
public interface SipMeters {
    SipMeters NONE = new SipMeters() {};

    /** Why something that came in led to nothing. */
    enum Drop {
        KEEP_ALIVE,
        MALFORMED,
        STRAY_RESPONSE,
        STRAY_ACK,
        NO_ROUTE,
        /** Of somebody who may not call, or sends too much. */
        UNWELCOME,
        FAILURE
    }

    /** A request came in; methods that we don't support are counted as {@code other}. */
    default void received(String method) {}

    default void received(int status) {}

    default void sent(int status) {}

    default void sent(String method) {}

    default void retransmissionReceived() {}

    default void retransmissionSent() {}

    /** It could not be parsed; it was answered where that was possible. */
    default void malformed() {}

    default void dropped(Drop why) {}

    /** How many INVITE dialogs there are now. */
    default void calls(int calls) {}

    /** How many server and client transactions there are now. */
    default void transactions(int transactions) {}
}
