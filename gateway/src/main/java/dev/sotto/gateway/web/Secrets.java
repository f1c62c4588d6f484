package dev.sotto.gateway.web;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes ids and secrets that nobody guesses. Any thread. */
public final class Secrets {
    private static final int SECRET_BYTES = 32;
    private static final int ID_BYTES = 15;

    private final SecureRandom random;

    public Secrets(SecureRandom random) {
        this.random = random;
    }

    /** 256 bits. */
    public String secret() {
        return text(SECRET_BYTES);
    }

    /** 120 bits with a prefix that says of what, for example {@code chat-}. */
    public String id(String prefix) {
        return prefix + text(ID_BYTES);
    }

    private String text(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
