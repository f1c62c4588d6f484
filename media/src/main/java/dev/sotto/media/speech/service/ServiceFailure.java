package dev.sotto.media.speech.service;

/** How a speech service let us down. */
public enum ServiceFailure {
    /** No connection within its time, or none at all. */
    UNREACHABLE,
    /** 401 or 403: the key is wrong, and stays wrong. */
    UNAUTHORIZED,
    /** 429. */
    LIMITED,
    /** Any other answer that means no. */
    REFUSED,
    /** No result in time. */
    SLOW,
    /** Nothing more came, in the middle. */
    STALLED,
    /** The connection ended in the middle. */
    CLOSED,
    /** What came can't be read, or is larger than anything it could have to say. */
    MALFORMED,
    /** It takes sound more slowly than it is spoken. */
    OVERLOADED;

    /** What an HTTP status means that isn't a success. */
    public static ServiceFailure ofStatus(int status) {
        return switch (status) {
            case 401, 403 -> UNAUTHORIZED;
            case 429 -> LIMITED;
            default -> REFUSED;
        };
    }
}
