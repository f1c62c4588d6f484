package dev.sotto.media.sdp;

import dev.sotto.media.srtp.SrtpKeys;
import dev.sotto.media.srtp.SrtpSuite;
import java.util.Base64;
import java.util.Optional;

/** {@code a=crypto:<tag> <suite> inline:<key and salt>[|lifetime]} (RFC 4568): a key that travels in the description itself. */
public record CryptoLine(String tag, SrtpKeys keys) {
    private static final String INLINE = "inline:";

    /**
     * Empty for what we can't do: another suite, several keys, a key identifier in every packet, parameters that change the
     * cipher. The other side then finds its line not chosen (section 5.1.2).
     */
    static Optional<CryptoLine> parse(String value) {
        String[] parts = value.split(" +", 4);
        if (parts.length < 3 || !parts[0].matches("[0-9]{1,9}") || !parts[2].startsWith(INLINE)) {
            return Optional.empty();
        }
        if (parts.length == 4 && !isHarmless(parts[3])) {
            return Optional.empty();
        }
        String[] key = parts[2].substring(INLINE.length()).split("\\|", -1);
        boolean lifetimeOnly = key.length == 1 || (key.length == 2 && key[1].matches("(2\\^)?[0-9]{1,15}"));
        return SrtpSuite.named(parts[1])
                .filter(suite -> lifetimeOnly)
                .flatMap(suite -> keys(suite, key[0]))
                .map(keys -> new CryptoLine(parts[0], keys));
    }

    /** A window hint asks for no more than we have anyway. */
    private static boolean isHarmless(String parameters) {
        for (String parameter : parameters.trim().split(" +")) {
            if (!parameter.isEmpty() && !parameter.startsWith("WSH=") && !parameter.startsWith("-")) {
                return false;
            }
        }
        return true;
    }

    private static Optional<SrtpKeys> keys(SrtpSuite suite, String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return bytes.length == SrtpKeys.bytes(suite) ? Optional.of(SrtpKeys.of(suite, bytes)) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** The attribute, to be sent to the other side. */
    String attribute() {
        return "crypto:" + tag + " " + keys.suite().name() + " " + INLINE + keys.inline();
    }
}
