package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.gateway.sip.message.SipLimits;
import dev.sotto.gateway.sip.message.SipMessage;
import dev.sotto.gateway.sip.message.SipParser;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferTargetTest {
    private static Dialog dialog(String from) throws Exception {
        String invite = new Caller("target", "192.0.2.1", 5062).invite().replace("sip:ann@caller.test", from);
        SipMessage message = new SipParser(SipLimits.DEFAULT).parse(invite.getBytes(StandardCharsets.UTF_8));
        return Dialog.ofUas(IncomingRequest.of((SipRequest) message, Scene.CALLER), "ours");
    }

    @ParameterizedTest
    @CsvSource({
        "sip:desk@example.com,sip:desk@example.com",
        "SIPS:desk@example.com:5061;transport=tcp,sips:desk@example.com:5061;transport=tcp",
        "sip:%2B4930@[2001:db8::1],sip:%2B4930@[2001:db8::1]",
        "tel:+49-30-901820,tel:+49-30-901820",
        "TEL:7042;phone-context=example.com,tel:7042;phone-context=example.com",
        "desk@example.com,sip:desk@example.com",
        "' 7042 ',sip:7042@caller.test",
        "+49 (30) 90-1820,sip:+4930901820@caller.test",
        "*21#,sip:*21%23@caller.test",
        "first-line.2,sip:first-line.2@caller.test",
    })
    void whatATaskNamesBecomesAUri(String target, String uri) throws Exception {
        assertThat(ReferTarget.resolve(target, dialog("sip:ann@caller.test"))).isEqualTo(uri);
    }

    @ParameterizedTest
    @CsvSource({
        "sip:ann@pbx.test:5090,sip:7042@pbx.test:5090",
        "sip:anonymous@anonymous.invalid,sip:7042@192.0.2.1:5062",
        "tel:+4930901820,sip:7042@192.0.2.1:5062",
    })
    void extensionIsLookedForWhereTheCallerIs(String from, String uri) throws Exception {
        assertThat(ReferTarget.resolve("7042", dialog(from))).isEqualTo(uri);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "the front desk",
                "70\r\nX-Evil: 1",
                "sip:desk@example.com\r\nX-Evil: 1",
                "sip:desk@example.com>;x=<sip:y@z",
                "sip:desk@example.com?Replaces=1",
                "sip:desk@example.com;method=BYE",
                "sip:",
                "sip:@example.com",
                "desk@",
                "tel:",
                "tel:desk",
                "tel:123;x=1?y=2",
                "tel:12\n3",
                "tel:12;x=<y>",
                "http://example.com",
                "mailto:desk@example.com",
                "\u0663\u0664",
                "desk,70",
                "desk;70",
            })
    void whatCannotStandInAHeaderIsRefused(String target) throws Exception {
        Dialog dialog = dialog("sip:ann@caller.test");
        assertThatThrownBy(() -> ReferTarget.resolve(target, dialog)).isInstanceOf(SipSyntaxException.class);
        assertThatThrownBy(() -> ReferTarget.resolve(target + "1".repeat(300), dialog))
                .isInstanceOf(SipSyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "sip:a@b\r\nc"})
    void callThatIsToGoNowhereHearsSoAtOnce(String target) {
        Scene scene = Scene.confirmed();
        scene.call().refer(target);
        assertThat(scene.wire.take()).isEmpty();
        assertThat(scene.calls.events).singleElement().asString().startsWith("transfer failed 400 Bad target: ");
    }
}
