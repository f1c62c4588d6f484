package dev.sotto.gateway.sip.auth;

import dev.sotto.gateway.sip.message.QuotedString;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client shows (RFC 7616, 3.4).
 *
 * @param response in lower case hexadecimal
 * @param qop null where the client is of RFC 2069; then client nonce and count are empty
 */
record Authorization(
        String user,
        String realm,
        String nonce,
        String uri,
        String response,
        DigestAlgorithm algorithm,
        @Nullable String opaque,
        @Nullable String qop,
        String clientNonce,
        String nonceCount) {

    /** None for another scheme or an algorithm that isn't known here. */
    static Optional<Authorization> parse(String header) throws SipSyntaxException {
        AuthFields fields = AuthFields.parse(header);
        String named = fields.isDigest() ? fields.value("algorithm") : null;
        Optional<DigestAlgorithm> algorithm =
                fields.isDigest() ? DigestAlgorithm.of(named == null ? "MD5" : named) : Optional.empty();
        if (algorithm.isEmpty()) {
            return Optional.empty();
        }
        String qop = fields.value("qop");
        boolean counted = qop != null;
        String count = counted ? fields.required("nc") : "";
        if (counted && !count.matches("[0-9a-fA-F]{8}")) {
            throw new SipSyntaxException("bad nc", 0);
        }
        return Optional.of(new Authorization(
                fields.required("username"),
                fields.required("realm"),
                fields.required("nonce"),
                fields.required("uri"),
                fields.required("response").toLowerCase(Locale.ROOT),
                algorithm.get(),
                fields.value("opaque"),
                qop == null ? null : qop.toLowerCase(Locale.ROOT),
                counted || algorithm.get().isSession() ? fields.required("cnonce") : "",
                count));
    }

    Authorization answeredWith(String sum) {
        return new Authorization(user, realm, nonce, uri, sum, algorithm, opaque, qop, clientNonce, nonceCount);
    }

    /** How often the nonce has been used, this time included; 1 where the client doesn't count. */
    long count() {
        return qop == null ? 1 : Long.parseLong(nonceCount, 16);
    }

    DigestSum sum(String method, byte[] body) {
        return new DigestSum(algorithm, realm, nonce, clientNonce, nonceCount, qop, method, uri, body);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(240)
                .append("Digest username=")
                .append(QuotedString.quote(user))
                .append(", realm=")
                .append(QuotedString.quote(realm))
                .append(", nonce=")
                .append(QuotedString.quote(nonce))
                .append(", uri=")
                .append(QuotedString.quote(uri))
                .append(", response=")
                .append(QuotedString.quote(response))
                .append(", algorithm=")
                .append(algorithm.token());
        if (opaque != null) {
            text.append(", opaque=").append(QuotedString.quote(opaque));
        }
        if (!clientNonce.isEmpty()) {
            text.append(", cnonce=").append(QuotedString.quote(clientNonce));
        }
        if (qop != null) {
            text.append(", qop=").append(qop).append(", nc=").append(nonceCount);
        }
        return text.toString();
    }
}
