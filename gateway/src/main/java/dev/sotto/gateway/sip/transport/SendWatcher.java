package dev.sotto.gateway.sip.transport;

/** Who asked for a message to be sent and waits for what comes of it (RFC 3261, 18.4). Loop thread. */
public interface SendWatcher {
    SendWatcher NOBODY = new SendWatcher() {
        @Override
        public boolean isWaiting() {
            return false;
        }

        @Override
        public void onTransportFailure(TransportFailure failure) {
            // nobody asked
        }
    };

    /** False once an answer is there: what happens to the connection then is of no interest. */
    boolean isWaiting();

    /** The message did not leave, or its connection was lost while {@link #isWaiting}. At most once. */
    void onTransportFailure(TransportFailure failure);
}
