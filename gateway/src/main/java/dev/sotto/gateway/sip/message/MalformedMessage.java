package dev.sotto.gateway.sip.message;

import org.jspecify.annotations.Nullable;

/** A datagram is not a SIP message; carries as much as a polite answer needs. */
public final class MalformedMessage extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int position;
    private final transient @Nullable SipRequest request;

    /**
     * @param status what to answer: 400, 505 or 513
     * @param position byte offset in the datagram
     * @param request the request as far as it was understood, or null where nothing may be answered
     */
    public MalformedMessage(int status, String reason, int position, @Nullable SipRequest request) {
        super(reason, null, false, false);
        this.status = status;
        this.position = position;
        this.request = request;
    }

    public int status() {
        return status;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }

    public int position() {
        return position;
    }

    @Nullable
    public SipRequest request() {
        return request;
    }
}
