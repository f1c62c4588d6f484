package dev.sotto.gateway.sip.auth;

import dev.sotto.gateway.sip.message.QuotedString;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a server asks for (RFC 7616, 3.3).
 *
 * @param qops in the order of the server; empty for a server of RFC 2069
 */
record Challenge(
        String realm,
        String nonce,
        @Nullable String opaque,
        boolean stale,
        DigestAlgorithm algorithm,
        List<String> qops) {
    Challenge {
        qops = List.copyOf(qops);
    }

    /** None for another scheme, an algorithm that isn't known here, or qualities that we don't have. */
    static Optional<Challenge> parse(String header) throws SipSyntaxException {
        AuthFields fields = AuthFields.parse(header);
        if (!fields.isDigest()) {
            return Optional.empty();
        }
        String named = fields.value("algorithm");
        Optional<DigestAlgorithm> algorithm = DigestAlgorithm.of(named == null ? "MD5" : named);
        String qop = fields.value("qop");
        List<String> qops = qop == null
                ? List.of()
                : List.of(qop.toLowerCase(Locale.ROOT).trim().split("[ \t]*,[ \t]*"));
        boolean ours = qops.isEmpty() || qops.contains(DigestSum.AUTH) || qops.contains(DigestSum.AUTH_INT);
        if (algorithm.isEmpty() || !ours) {
            return Optional.empty();
        }
        return Optional.of(new Challenge(
                fields.required("realm"),
                fields.required("nonce"),
                fields.value("opaque"),
                "true".equalsIgnoreCase(fields.value("stale")),
                algorithm.get(),
                qops));
    }

    /** The quality that we answer with: plain {@code auth} wherever it is offered. */
    @Nullable
    String qop() {
        if (qops.isEmpty()) {
            return null;
        }
        return qops.contains(DigestSum.AUTH) ? DigestSum.AUTH : DigestSum.AUTH_INT;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(160)
                .append("Digest realm=")
                .append(QuotedString.quote(realm))
                .append(", nonce=")
                .append(QuotedString.quote(nonce));
        if (opaque != null) {
            text.append(", opaque=").append(QuotedString.quote(opaque));
        }
        if (stale) {
            text.append(", stale=true");
        }
        text.append(", algorithm=").append(algorithm.token());
        if (!qops.isEmpty()) {
            text.append(", qop=").append(QuotedString.quote(String.join(",", qops)));
        }
        return text.toString();
    }
}
