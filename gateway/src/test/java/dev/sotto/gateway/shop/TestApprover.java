package dev.sotto.gateway.shop;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Somebody with a key who approves. */
final class TestApprover {
    final ECKey key;

    TestApprover() {
        try {
            key = new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    ApprovalKeys keys() {
        return name -> Future.succeededFuture(Optional.ofNullable(new JWKSet(key.toPublicJWK()).getKeyByKeyId(name)));
    }

    String published() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    /** For a refund, until {@code expiry}. */
    String refund(Map<String, Object> arguments, Instant expiry) {
        return sign(claims("orders.refund", arguments, expiry).build());
    }

    static JWTClaimsSet.Builder claims(String tool, Map<String, Object> arguments, Instant expiry) {
        return new JWTClaimsSet.Builder()
                .issuer("sotto")
                .jwtID(UUID.randomUUID().toString())
                .audience(tool)
                .subject("555-0100")
                .expirationTime(Date.from(expiry))
                .claim("approved_by", List.of("ada"))
                .claim("args", ArgumentsDigest.of(arguments).orElse("none"));
    }

    String sign(JWTClaimsSet claims) {
        return sign(header().build(), claims);
    }

    JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("sotto-approval+jwt"))
                .keyID(key.getKeyID());
    }

    String sign(JWSHeader header, JWTClaimsSet claims) {
        var token = new SignedJWT(header, claims);
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }
}
