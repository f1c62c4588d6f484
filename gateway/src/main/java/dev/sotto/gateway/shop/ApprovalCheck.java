package dev.sotto.gateway.shop;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.vertx.core.Future;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks {@code Sotto-Approval} as any service can that isn't part of Sotto: with the published keys and what has arrived. Any
 * thread.
 */
final class ApprovalCheck {
    static final String HEADER = "Sotto-Approval";
    private static final JOSEObjectType TYPE = new JOSEObjectType("sotto-approval+jwt");

    private final ApprovalKeys keys;

    ApprovalCheck(ApprovalKeys keys) {
        this.keys = keys;
    }

    /** A token that is real and for this request. Whether it has expired or was used is still to be seen. */
    record Approval(String id, Instant expiresAt) {}

    /** Either an approval or the answer that says what is wrong with it. */
    record Verdict(@Nullable Approval approval, @Nullable ShopReply refusal) {
        private static Verdict refused(String error, String message) {
            return new Verdict(null, ShopReply.refused(403, error, message));
        }
    }

    Future<Verdict> check(@Nullable String token, String tool, Map<String, Object> arguments) {
        if (token == null) {
            return Future.succeededFuture(Verdict.refused("approval_missing", "this takes an approval"));
        }
        SignedJWT signed = parsed(token);
        if (signed == null) {
            return Future.succeededFuture(invalid());
        }
        return keys.key(signed.getHeader().getKeyID())
                .map(key -> isSigned(signed, key) ? judged(signed, tool, arguments) : invalid())
                // without keys nothing can be checked, and what can't be checked isn't done
                .otherwise(cause -> new Verdict(
                        null, ShopReply.refused(503, "keys_unreachable", "approvals can't be checked right now")));
    }

    /** The token's own word on how to check it is not taken: one algorithm, one type, a key by name. */
    private static @Nullable SignedJWT parsed(String token) {
        try {
            SignedJWT signed = SignedJWT.parse(token);
            boolean ours = JWSAlgorithm.ES256.equals(signed.getHeader().getAlgorithm())
                    && TYPE.equals(signed.getHeader().getType())
                    && signed.getHeader().getKeyID() != null;
            return ours ? signed : null;
        } catch (ParseException | IllegalArgumentException noToken) {
            return null;
        }
    }

    private static boolean isSigned(SignedJWT token, Optional<JWK> key) {
        try {
            return key.isPresent() && token.verify(new ECDSAVerifier(key.get().toECKey()));
        } catch (JOSEException | ClassCastException noSuchKey) {
            return false;
        }
    }

    private static Verdict judged(SignedJWT token, String tool, Map<String, Object> arguments) {
        JWTClaimsSet claims;
        try {
            claims = token.getJWTClaimsSet();
        } catch (ParseException e) {
            return invalid();
        }
        if (claims.getJWTID() == null || claims.getExpirationTime() == null || !"sotto".equals(claims.getIssuer())) {
            return invalid();
        }
        if (!claims.getAudience().equals(List.of(tool))) {
            return Verdict.refused("approval_for_another_tool", "the approval is not for " + tool);
        }
        Optional<String> digest = ArgumentsDigest.of(arguments);
        if (digest.isEmpty() || !digest.get().equals(claims.getClaim("args"))) {
            return Verdict.refused("approval_for_other_arguments", "something else was approved");
        }
        return new Verdict(
                new Approval(claims.getJWTID(), claims.getExpirationTime().toInstant()), null);
    }

    private static Verdict invalid() {
        return Verdict.refused("approval_invalid", "this is no approval of ours");
    }
}
