package dev.sotto.media.session;

/** Where measurements go: counters and histograms that the gateway binds. Event loops of all engines call it; must not block. */
public interface MediaMeters {
    /** Measures nothing. */
    MediaMeters NONE = new MediaMeters() {};

    /** Why a packet was thrown away. */
    enum Drop {
        MALFORMED,
        UNKNOWN_PAYLOAD,
        /** From an address that isn't the peer's. */
        STRAY,
        DUPLICATE,
        /** Came after its turn. */
        LATE,
        /** Its number is far from all others. */
        IMPLAUSIBLE,
        /** Not of the peer's making: it can't be told genuine. */
        FORGED,
        /** An encrypted one that was here before. */
        REPLAYED,
        /** The socket refused to send it. */
        NOT_SENT
    }

    default void sessionOpened() {}

    default void sessionClosed() {}

    /** A call found no port. */
    default void portRefused() {}

    default void packetDropped(Drop reason) {}

    /** A packet of ours went out this long after its due time. Once per packet. */
    default void packetLate(long nanos) {}

    /** A playout tick began this long after its due time. */
    default void tickLate(long nanos) {}

    /** Work of a whole playout tick over all calls. */
    default void tickTook(long nanos) {}

    /** From the begin of the caller's speech to the first silent frame of ours. */
    default void bargeInToSilence(long nanos) {}

    /** From the end of the caller's speech to our decision that the turn is over. */
    default void turnDecided(long nanos) {}

    /** From that decision to the recognised words. */
    default void turnRecognised(long nanos) {}

    /** From {@link MediaSession#say} to the first sound of it on the wire, its wait for other phrases included. */
    default void firstSound(long nanos) {}

    /** A silence of ours on the wire has ended; measured as energy. */
    default void ownSilence(long nanos) {}

    /** A silence of ours that the caller heard while it was our turn has ended. */
    default void callerSilence(long nanos) {}

    /** Such a silence passes {@value SilenceMeter#LIMIT_MILLIS} ms. */
    default void callerSilenceTooLong() {}

    /** Words of ours are being said and nothing of them can be heard, for over a second. */
    default void speechInaudible() {}

    /** A phrase's sound was not there in time. */
    default void underrun() {}
}
