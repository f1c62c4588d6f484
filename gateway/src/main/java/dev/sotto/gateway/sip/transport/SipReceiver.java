package dev.sotto.gateway.sip.transport;

/** Takes what comes in. Loop thread. */
public interface SipReceiver {
    /** A datagram, or the octets of one message of a stream. */
    void receive(byte[] message, Hop source);

    /**
     * The head of a message whose end in the stream can't be known; its connection is closed behind the answer (RFC 3261, 18.3).
     *
     * @param status what to answer
     */
    void receiveBroken(byte[] head, int status, String reason, Hop source);
}
