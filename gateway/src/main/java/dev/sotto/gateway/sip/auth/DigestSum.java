package dev.sotto.gateway.sip.auth;

import org.jspecify.annotations.Nullable;

/**
 * What goes into a digest beside name and password (RFC 7616, 3.4.1).
 *
 * @param qop {@code auth}, {@code auth-int}, or null for a peer of RFC 2069
 * @param nonceCount eight hexadecimal digits; not used without qop
 * @param body hashed for {@code auth-int}
 */
record DigestSum(
        DigestAlgorithm algorithm,
        String realm,
        String nonce,
        String clientNonce,
        String nonceCount,
        @Nullable String qop,
        String method,
        String uri,
        byte[] body) {
    static final String AUTH = "auth";
    static final String AUTH_INT = "auth-int";

    /** The response of somebody with that name and password. */
    String response(String user, String password) {
        String first = algorithm.hash(user + ":" + realm + ":" + password);
        if (algorithm.isSession()) {
            first = algorithm.hash(first + ":" + nonce + ":" + clientNonce);
        }
        String second = algorithm.hash(
                AUTH_INT.equals(qop) ? method + ":" + uri + ":" + algorithm.hash(body) : method + ":" + uri);
        String middle = qop == null ? nonce : nonce + ":" + nonceCount + ":" + clientNonce + ":" + qop;
        return algorithm.hash(first + ":" + middle + ":" + second);
    }
}
