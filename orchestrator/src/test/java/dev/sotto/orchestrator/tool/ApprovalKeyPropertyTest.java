package dev.sotto.orchestrator.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** Whatever is done to a token, it is read as what was signed or refused; reading never throws. */
class ApprovalKeyPropertyTest {
    private static final String LETTERS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ \u0000é";
    private static final ApprovalKey KEY = ApprovalKey.of(ApprovalKey.generate(new SecureRandom()));
    private static final ApprovalClaims CLAIMS = new ApprovalClaims(
            "a1b2",
            "c1",
            "555-0100",
            "c1-g1",
            "orders.refund",
            "f00d",
            List.of("ada", "ben"),
            Instant.ofEpochSecond(1_800_000_000),
            Instant.ofEpochSecond(1_800_000_600));
    private static final String TOKEN = KEY.sign(CLAIMS);

    @Property(tries = 2_000)
    void anyOtherLetterAnywhereIsRefused(
            @ForAll @IntRange(max = 1_000) int place, @ForAll @IntRange(max = 68) int letter) {
        int at = place % TOKEN.length();
        char other = LETTERS.charAt(letter % LETTERS.length());

        var reading = KEY.read(TOKEN.substring(0, at) + other + TOKEN.substring(at + 1));

        assertThat(reading.id() != null).isEqualTo(other == TOKEN.charAt(at));
    }

    @Property(tries = 500)
    void anyPartLeftOutOrAddedIsRefused(@ForAll @IntRange(max = 1_000) int place, @ForAll char added) {
        int at = place % TOKEN.length();

        assertThat(KEY.read(TOKEN.substring(0, at)).id()).isNull();
        assertThat(KEY.read(TOKEN.substring(0, at) + TOKEN.substring(at + 1)).id())
                .isNull();
        assertThat(KEY.read(TOKEN.substring(0, at) + added + TOKEN.substring(at))
                        .id())
                .isNull();
    }

    @Property(tries = 1_000)
    void noiseIsRefused(@ForAll @StringLength(max = 400) String noise, @ForAll @StringLength(max = 40) String other) {
        for (String token : List.of(
                noise,
                noise + "." + other + "." + noise,
                Tokens.encoded(noise) + "." + Tokens.encoded(other) + "." + Tokens.encoded(noise),
                Tokens.encoded("{" + noise + "}") + "." + Tokens.encoded("{" + other + "}") + ".")) {
            assertThatCode(() -> assertThat(KEY.read(token).id()).isNull()).doesNotThrowAnyException();
        }
    }

    @Property(tries = 200)
    void anyOtherClaimIsRefused(@ForAll @IntRange(max = 8) int which, @ForAll String value) {
        Map<String, Object> claims = new LinkedHashMap<>(Tokens.claims(TOKEN));
        String name = List.copyOf(claims.keySet()).get(which % claims.size());
        boolean same = value.equals(claims.put(name, value));

        var reading = KEY.read(Tokens.with(TOKEN, Tokens.header(TOKEN), claims));

        assertThat(reading.refusal()).isEqualTo(Refusal.FORGED);
        assertThat(same).isFalse();
    }

    @Example
    void whatWasSignedIsReadByAnybodyWithThePublicKey() throws Exception {
        var published = JWKSet.parse(KEY.publicKeys());
        var key = published.getKeyByKeyId((String) Tokens.header(TOKEN).get("kid"));
        var token = SignedJWT.parse(TOKEN);

        assertThat(token.verify(new ECDSAVerifier(key.toECKey()))).isTrue();
        assertThat(KEY.publicKeys()).doesNotContain("\"d\"");
        assertThat(KEY.read(TOKEN).id()).isEqualTo("a1b2");
        assertThat(Tokens.claims(TOKEN))
                .containsEntry("iss", "sotto")
                .containsEntry("aud", "orders.refund")
                .containsEntry("sub", "555-0100")
                .containsEntry("conversation", "c1")
                .containsEntry("guidance", "c1-g1")
                .containsEntry("args", "f00d")
                .containsEntry("approved_by", List.of("ada", "ben"))
                .containsEntry("iat", 1_800_000_000)
                .containsEntry("exp", 1_800_000_600);
    }

    @Example
    void noSignatureIsNoToken() {
        for (String alg : List.of("none", "None", "NONE", "nOnE")) {
            Map<String, Object> header = new LinkedHashMap<>(Tokens.header(TOKEN));
            header.put("alg", alg);
            String same = Tokens.with(TOKEN, header, Tokens.claims(TOKEN));

            assertThat(KEY.read(same).refusal()).isIn(Refusal.FORGED, Refusal.MALFORMED);
            assertThat(KEY.read(same.substring(0, same.lastIndexOf('.') + 1)).refusal())
                    .isIn(Refusal.FORGED, Refusal.MALFORMED);
        }
    }

    /** The classic: the public key is no secret, but some verifiers take it for one. */
    @Example
    void thePublicKeyAsASecretOpensNothing() throws Exception {
        for (byte[] secret : List.of(
                KEY.publicKeys().getBytes(StandardCharsets.UTF_8),
                JWKSet.parse(KEY.publicKeys())
                        .getKeys()
                        .get(0)
                        .toECKey()
                        .toECPublicKey()
                        .getEncoded())) {
            var token = new SignedJWT(header(JWSAlgorithm.HS256).build(), CLAIMS.jwt());
            token.sign(new MACSigner(secret));

            assertThat(KEY.read(token.serialize()).refusal()).isEqualTo(Refusal.FORGED);
        }
    }

    @Example
    void aKeyOfOnesOwnOpensNothing() throws Exception {
        ECKey own = new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
        List<JWSHeader> headers = List.of(
                header(JWSAlgorithm.ES256).build(),
                header(JWSAlgorithm.ES256).keyID(own.getKeyID()).build(),
                header(JWSAlgorithm.ES256).jwk(own.toPublicJWK()).build(),
                header(JWSAlgorithm.ES256)
                        .jwkURL(java.net.URI.create("http://127.0.0.1:1/keys"))
                        .build());

        for (JWSHeader header : headers) {
            assertThat(KEY.read(signed(header, CLAIMS.jwt(), own)).refusal()).isEqualTo(Refusal.FORGED);
        }
    }

    /** r = s = 0 verified for every message in some libraries (CVE-2022-21449). */
    @Example
    void aSignatureOfZerosOpensNothing() {
        String unsigned = TOKEN.substring(0, TOKEN.lastIndexOf('.') + 1);

        assertThat(KEY.read(unsigned + Base64URL.encode(new byte[64])).refusal())
                .isEqualTo(Refusal.FORGED);
    }

    @Example
    void theTypeAndTheKeysNameCount() throws Exception {
        byte[] kept = ApprovalKey.generate(new SecureRandom());
        ApprovalKey key = ApprovalKey.of(kept);
        ECKey pair = ECKey.parse(new String(kept, StandardCharsets.UTF_8));
        var plain = new JWSHeader.Builder(JWSAlgorithm.ES256);

        assertThat(key.read(signed(plain.keyID(pair.getKeyID()).build(), CLAIMS.jwt(), pair))
                        .refusal())
                .isEqualTo(Refusal.FORGED);
        assertThat(key.read(signed(header(JWSAlgorithm.ES256).keyID("other").build(), CLAIMS.jwt(), pair))
                        .refusal())
                .isEqualTo(Refusal.FORGED);
        assertThat(key.read(signed(
                                header(JWSAlgorithm.ES256)
                                        .keyID(pair.getKeyID())
                                        .build(),
                                new JWTClaimsSet.Builder().build(),
                                pair))
                        .refusal())
                .isEqualTo(Refusal.MALFORMED);
    }

    /** (r, −s) is as good a signature as (r, s): that is why a token is spent by its id and not by its bytes. */
    @Example
    void anotherSignatureOfTheSameClaimsIsTheSameApproval() {
        int dot = TOKEN.lastIndexOf('.');
        byte[] signature = new Base64URL(TOKEN.substring(dot + 1)).decode();
        BigInteger order = Curve.P_256.toECParameterSpec().getOrder();
        BigInteger s = order.subtract(new BigInteger(1, Arrays.copyOfRange(signature, 32, 64)));
        byte[] negated = new BigInteger(1, s.toByteArray()).toByteArray();
        byte[] other = Arrays.copyOf(signature, 32);
        byte[] both = Arrays.copyOf(other, 64);
        int length = Math.min(32, negated.length);
        System.arraycopy(negated, negated.length - length, both, 64 - length, length);

        assertThat(KEY.read(TOKEN.substring(0, dot + 1) + Base64URL.encode(both))
                        .id())
                .isEqualTo("a1b2");
    }

    @Example
    void aTokenOfTheEarlierKindIsMalformed() {
        assertThat(KEY.read("0123456789abcdef0123456789abcdef.c2lnbmF0dXJl").refusal())
                .isEqualTo(Refusal.MALFORMED);
        assertThat(KEY.read("x".repeat(100_000)).refusal()).isEqualTo(Refusal.MALFORMED);
    }

    @Example
    void aBrokenKeyIsToldWithoutQuotingIt() {
        assertThatCode(() -> ApprovalKey.of("{\"kty\":\"EC\",\"d\":\"secret\"".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    private static JWSHeader.Builder header(JWSAlgorithm algorithm) {
        Map<String, Object> own = Tokens.header(TOKEN);
        return new JWSHeader.Builder(algorithm)
                .type(new com.nimbusds.jose.JOSEObjectType((String) own.get("typ")))
                .keyID((String) own.get("kid"));
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, ECKey key) throws JOSEException {
        var token = new SignedJWT(header, claims);
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }
}
