package dev.sotto.orchestrator.tool;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.ParseException;
import org.jspecify.annotations.Nullable;

/**
 * This installation's key pair, and the tokens it signs: compact JWS (RFC 7515) with ES256 and nothing else, typed as
 * RFC 8725 section 3.11 asks. A token is known by its {@code jti}: anybody can turn one ECDSA signature into another that is
 * as good. Thread-safe.
 */
final class ApprovalKey {
    private static final JOSEObjectType TYPE = new JOSEObjectType("sotto-approval+jwt");
    private static final int LONGEST_TOKEN = 8 * 1024;

    private final ECKey pair;
    private final JWSSigner signer;
    private final JWSVerifier verifier;

    private ApprovalKey(ECKey pair) throws JOSEException {
        this.pair = pair;
        signer = new ECDSASigner(pair);
        verifier = new ECDSAVerifier(pair.toPublicJWK());
    }

    /** A new pair as it is kept: a private JWK (RFC 7517), named by its thumbprint (RFC 7638). */
    static byte[] generate(SecureRandom random) {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .secureRandom(random)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyIDFromThumbprint(true)
                    .generate()
                    .toJSONString()
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JOSEException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** @throws IllegalStateException when what was kept is no key */
    static ApprovalKey of(byte[] kept) {
        try {
            return new ApprovalKey(ECKey.parse(new String(kept, StandardCharsets.UTF_8)));
        } catch (ParseException | JOSEException e) {
            // the cause may quote the key
            throw new IllegalStateException("the approval key in the database cannot be read");
        }
    }

    /** The JWK set that others check tokens with. */
    String publicKeys() {
        return new JWKSet(pair.toPublicJWK()).toString();
    }

    String sign(ApprovalClaims claims) {
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(TYPE)
                .keyID(pair.getKeyID())
                .build();
        var token = new SignedJWT(header, claims.jwt());
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("the approval key does not sign", e);
        }
        return token.serialize();
    }

    /** What a token turns out to be: its id, or why it is none of ours. */
    record Reading(@Nullable String id, @Nullable Refusal refusal) {}

    Reading read(String token) {
        if (token.length() > LONGEST_TOKEN) {
            return refused(Refusal.MALFORMED);
        }
        try {
            JWT parsed = JWTParser.parse(token);
            if (!(parsed instanceof SignedJWT signed)
                    || !isOurs(signed)
                    || !signed.serialize().equals(token)) {
                return refused(Refusal.FORGED);
            }
            String id = signed.getJWTClaimsSet().getJWTID();
            return id == null ? refused(Refusal.MALFORMED) : new Reading(id, null);
        } catch (ParseException | IllegalArgumentException e) {
            return refused(Refusal.MALFORMED);
        }
    }

    private boolean isOurs(SignedJWT token) {
        JWSHeader header = token.getHeader();
        Base64URL signature = token.getSignature();
        try {
            return JWSAlgorithm.ES256.equals(header.getAlgorithm())
                    && TYPE.equals(header.getType())
                    && pair.getKeyID().equals(header.getKeyID())
                    // the last letter has bits to spare: one spelling only
                    && Base64URL.encode(signature.decode()).equals(signature)
                    && token.verify(verifier);
        } catch (JOSEException e) {
            return false;
        }
    }

    private static Reading refused(Refusal refusal) {
        return new Reading(null, refusal);
    }
}
