package dev.sotto.media.sdp;

/** A session description that can't be used. */
public final class SdpException extends Exception {
    private static final long serialVersionUID = 1;

    private final Kind kind;
    private final int position;

    /** What the edge answers with. */
    public enum Kind {
        /** Not a session description: 400 in SIP. */
        MALFORMED,
        /** Understood, but we share no sound with it: 488 in SIP. */
        NOT_ACCEPTABLE
    }

    public SdpException(Kind kind, int position, String reason) {
        super(reason + " at character " + position);
        this.kind = kind;
        this.position = position;
    }

    static SdpException malformed(int position, String reason) {
        return new SdpException(Kind.MALFORMED, position, reason);
    }

    static SdpException notAcceptable(int position, String reason) {
        return new SdpException(Kind.NOT_ACCEPTABLE, position, reason);
    }

    public Kind kind() {
        return kind;
    }

    /** Where in the text, counted in characters from 0. */
    public int position() {
        return position;
    }
}
