package dev.sotto.gateway.sip;

/**
 * Why a call of ours came to nothing.
 *
 * @param status the final response's; 408 where there was none, 487 where we gave up ourselves
 * @param reason a text for people
 */
public record CallFailure(Kind kind, int status, String reason) {
    /** What to make of it. */
    public enum Kind {
        /** 486 or 600: they are on the phone. */
        BUSY,
        /** It rang, and nobody answered: our time was up, or 480 or 408 came after ringing. */
        NO_ANSWER,
        /** We called it off. */
        CANCELLED,
        /** 603, 403, 404 and the like: there is no use in trying again. */
        REFUSED,
        /** Nothing came back, or 5xx: another try may succeed. */
        UNREACHABLE
    }

    static CallFailure of(int status, String reason, boolean rang) {
        return new CallFailure(kind(status, rang), status, reason);
    }

    private static Kind kind(int status, boolean rang) {
        return switch (status) {
            case 486, 600 -> Kind.BUSY;
            case 408, 480 -> rang ? Kind.NO_ANSWER : Kind.UNREACHABLE;
            default -> status >= 500 && status < 600 ? Kind.UNREACHABLE : Kind.REFUSED;
        };
    }
}
