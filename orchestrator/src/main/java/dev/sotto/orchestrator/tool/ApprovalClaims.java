package dev.sotto.orchestrator.tool;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/**
 * What a token says (RFC 7519): {@code iss} {@value #ISSUER}, {@code jti} id, {@code aud} tool, {@code sub} customer,
 * {@code iat}, {@code exp}, and our own {@code conversation}, {@code guidance}, {@code args}, {@code approved_by}.
 *
 * @param args the {@link ArgumentsFingerprint}
 * @param approvedBy one or two people, or one rule
 */
record ApprovalClaims(
        String id,
        String conversation,
        String customer,
        String guidance,
        String tool,
        String args,
        List<String> approvedBy,
        Instant issuedAt,
        Instant expiresAt) {
    static final String ISSUER = "sotto";

    JWTClaimsSet jwt() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .jwtID(id)
                .audience(tool)
                .subject(customer)
                .issueTime(Date.from(issuedAt))
                .expirationTime(Date.from(expiresAt))
                .claim("conversation", conversation)
                .claim("guidance", guidance)
                .claim("args", args)
                .claim("approved_by", approvedBy)
                .build();
    }
}
