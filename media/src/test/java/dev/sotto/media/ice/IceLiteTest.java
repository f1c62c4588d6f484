package dev.sotto.media.ice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.ice.IceLite.Outcome;
import dev.sotto.media.sdp.Protection.IceLink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class IceLiteTest {
    private static final String PASSWORD = "a-password-of-24-letters";
    private static final InetSocketAddress HERE = new InetSocketAddress("192.0.2.1", 4000);
    private static final InetSocketAddress THERE = new InetSocketAddress("2001:db8::7", 5000);

    private final IceLite ice = new IceLite(new IceLink("ours", PASSWORD, "theirs"));
    private final ByteBuf response = Unpooled.buffer(256);

    private Outcome check(ByteBuf request, InetSocketAddress from) {
        return ice.onPacket(request, from, response.clear());
    }

    private int errorCode() {
        assertThat(response.getShort(0)).isEqualTo((short) 0x0111);
        return response.getByte(26) * 100 + response.getByte(27);
    }

    /** RFC 5769 section 2.1: the request there, with its password, and with what is wrong in it. */
    @Test
    void theStandardsSampleRequestIsReadAndAuthentic() {
        byte[] sample = HexFormat.of()
                .parseHex("000100582112a442b7e7a701bc34d686fa87dfae" + "802200105354554e207465737420636c69656e74"
                        + "002400046e0001ff" + "80290008932ff9b151263b36" + "000600096576746a3a68367659202020"
                        + "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2" + "80280004e57a3bcf");
        StunRequest request = new StunRequest();
        assertThat(request.read(Unpooled.wrappedBuffer(sample))).isTrue();
        assertThat(request.username()).isEqualTo("evtj:h6vY");
        assertThat(request.unknown()).isZero();
        assertThat(request.isFrom(new StunIntegrity("VOkJxbRl1RmTxUk/WvJxBt"))).isTrue();
        assertThat(request.isFrom(new StunIntegrity("VOkJxbRl1RmTxUk/WvJxBs"))).isFalse();
    }

    @Test
    void aCheckIsAnsweredWithTheAddressItCameFrom() {
        assertThat(check(StunCheck.of("ours:theirs", PASSWORD, false), HERE)).isEqualTo(Outcome.ANSWERED);
        assertThat(ice.isValid(HERE)).isTrue();
        assertThat(ice.selected()).isNull();
        assertThat(response.getShort(0)).isEqualTo((short) 0x0101);
        assertThat(response.getShort(2)).isEqualTo((short) (response.readableBytes() - 20));
        assertThat(response.getShort(26) ^ 0x2112).isEqualTo(4000);
        assertThat(response.getInt(28) ^ 0x2112A442).isEqualTo(0xC0000201);
        byte[] bytes = ByteBufUtil.getBytes(response);
        assertThat(new StunIntegrity(PASSWORD).matches(bytes, 32)).isTrue();
        assertThat(response.getInt(bytes.length - 4)).isEqualTo(StunRequest.fingerprint(bytes, bytes.length - 8));
    }

    @Test
    void theNominatedPairIsWhereTheSoundGoesAndTheLatestCounts() {
        assertThat(check(StunCheck.of("ours:theirs", PASSWORD, true), HERE)).isEqualTo(Outcome.SELECTED);
        assertThat(check(StunCheck.of("ours:theirs", PASSWORD, true), HERE)).isEqualTo(Outcome.ANSWERED);
        assertThat(check(StunCheck.of("ours:theirs", PASSWORD, true), THERE)).isEqualTo(Outcome.SELECTED);
        assertThat(ice.selected()).isEqualTo(THERE);
        assertThat(ice.isValid(HERE)).isTrue();
    }

    @Test
    void whoDoesNotKnowThePasswordMovesNothing() {
        assertThat(check(StunCheck.of("ours:theirs", "another password of some", true), HERE))
                .isEqualTo(Outcome.REFUSED);
        assertThat(errorCode()).isEqualTo(401);
        assertThat(check(StunCheck.of("others:theirs", PASSWORD, true), HERE)).isEqualTo(Outcome.REFUSED);
        assertThat(errorCode()).isEqualTo(401);
        assertThat(ice.isValid(HERE)).isFalse();
        assertThat(ice.selected()).isNull();
    }

    @Test
    void aRequestWithoutIntegrityOrNameIsBad() {
        byte[] name = "ours:theirs".getBytes(StandardCharsets.UTF_8);
        check(new StunCheck().attribute(StunRequest.USERNAME, name).fingerprint(), HERE);
        assertThat(errorCode()).isEqualTo(400);
        check(new StunCheck().integrity(PASSWORD).fingerprint(), HERE);
        assertThat(errorCode()).isEqualTo(400);
    }

    @Test
    void whatMustBeUnderstoodAndIsNotIsNamed() {
        byte[] name = "ours:theirs".getBytes(StandardCharsets.UTF_8);
        ByteBuf request = new StunCheck()
                .attribute(StunRequest.USERNAME, name)
                .attribute(0x0666, new byte[3])
                .integrity(PASSWORD)
                .fingerprint();
        check(request, HERE);
        assertThat(errorCode()).isEqualTo(420);
        assertThat(ByteBufUtil.hexDump(response)).contains("000a000206660000");
        assertThat(ice.isValid(HERE)).isFalse();
    }

    /** A nomination behind the integrity is anybody's (RFC 8489 section 14.5). */
    @Test
    void whatFollowsTheIntegrityDoesNotCount() {
        ByteBuf request = new StunCheck()
                .attribute(StunRequest.USERNAME, "ours:theirs".getBytes(StandardCharsets.UTF_8))
                .integrity(PASSWORD)
                .attribute(StunRequest.USE_CANDIDATE, new byte[0])
                .fingerprint();
        assertThat(check(request, HERE)).isEqualTo(Outcome.ANSWERED);
        assertThat(ice.selected()).isNull();
    }

    @Test
    void everyChangedByteIsIgnoredOrRefused() {
        ByteBuf genuine = StunCheck.of("ours:theirs", PASSWORD, true);
        for (int at = 0; at < genuine.readableBytes(); at++) {
            ByteBuf changed = genuine.copy();
            changed.setByte(at, changed.getByte(at) ^ 1);
            assertThat(check(changed, HERE)).as("byte %d", at).isIn(Outcome.IGNORED, Outcome.REFUSED);
        }
        assertThat(ice.isValid(HERE)).isFalse();
    }

    @Test
    void aRestartAsksForTheNewPassword() {
        check(StunCheck.of("ours:theirs", PASSWORD, true), HERE);
        ice.restart(new IceLink("ours2", "another-one-of-24-letter", "theirs2"));
        assertThat(ice.selected()).isEqualTo(HERE);
        assertThat(check(StunCheck.of("ours:theirs", PASSWORD, true), THERE)).isEqualTo(Outcome.REFUSED);
        assertThat(check(StunCheck.of("ours2:theirs2", "another-one-of-24-letter", true), THERE))
                .isEqualTo(Outcome.SELECTED);
    }

    @Test
    void onlySomeAddressesAreRemembered() {
        for (int port = 1; port <= 100; port++) {
            check(StunCheck.of("ours:theirs", PASSWORD, port == 1), new InetSocketAddress("192.0.2.1", port));
        }
        assertThat(ice.isValid(new InetSocketAddress("192.0.2.1", 1)))
                .as("selected")
                .isTrue();
        assertThat(ice.isValid(new InetSocketAddress("192.0.2.1", 2))).isFalse();
        assertThat(ice.isValid(new InetSocketAddress("192.0.2.1", 100))).isTrue();
    }
}
