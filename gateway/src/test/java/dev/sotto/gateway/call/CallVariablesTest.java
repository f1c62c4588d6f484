package dev.sotto.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.InvitedWith;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallVariablesTest {
    private static Map<String, String> of(String lines) {
        return CallVariables.of(InvitedWith.lines(lines), true);
    }

    @Test
    void callItselfIsKnown() {
        assertThat(of(""))
                .containsEntry("caller", "sip:ann@caller.test")
                .containsEntry("caller_name", "Ann Caller")
                .containsEntry("called", "sip:refund@sotto.test")
                .containsEntry("task", "refund")
                .containsEntry("call_id", "scene")
                .hasSize(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Customer-Id: 4711|headers.x_customer_id|4711",
                "x-tier:  gold |headers.x_tier|gold",
                "P-Asserted-Identity: \"Ann\" <sip:+4930@carrier.test>, <tel:+4930>|asserted|sip:+4930@carrier.test",
                "Diversion: <sip:sales@pbx.test>;reason=no-answer, <sip:main@pbx.test>|diverted_from|sip:sales@pbx.test",
                "Diversion: <sip:sales@pbx.test>;reason=no-answer|diverted_because|no-answer",
                "History-Info: <sip:main@pbx.test>;index=1, <sip:refund@sotto.test?Reason=SIP>;index=1.1|diverted_from|sip:main@pbx.test",
                "User-to-User: 56a390;encoding=hex|user_to_user|56a390;encoding=hex",
                "Call-Info: <http://pbx.test/1>;purpose=info|call_info|<http://pbx.test/1>;purpose=info",
                "Privacy: none;id|private|true",
            })
    void headerBecomesAVariable(String lines, String name, String value) {
        assertThat(of(lines + "\r\n")).containsEntry(name, value);
    }

    @ParameterizedTest
    @CsvSource({"Alert-Info: <x:y>", "History-Info: <sip:refund@sotto.test>;index=1", "P-Asserted-Identity: <", "X-: 1"
    })
    void whatSaysNothingIsLeftOut(String line) {
        assertThat(of(line + "\r\n")).hasSize(5);
    }

    @Test
    void identityCountsOnlyFromWhomWeTrustAndOnlyWhereItIsNotToBeKept() {
        String asserted = "P-Asserted-Identity: <sip:+4930@carrier.test>\r\n";
        assertThat(CallVariables.of(InvitedWith.lines(asserted), false)).doesNotContainKey("asserted");
        assertThat(of(asserted + "Privacy: id\r\n"))
                .doesNotContainKey("asserted")
                .containsEntry("private", "true");
    }

    @Test
    void firstOfANameCounts() {
        assertThat(of("X-A: first\r\nX-A: second\r\n")).containsEntry("headers.x_a", "first");
    }

    @Test
    void numberAndLengthAreBoundedAndControlCharactersGone() {
        StringBuilder lines = new StringBuilder("X-Long: " + "\u00fc".repeat(1_000) + "\r\n");
        lines.append("X-Bell: a\u0007b\u202ec\r\n");
        for (int i = 0; i < 40; i++) {
            lines.append("X-N").append(i).append(": 1\r\n");
        }
        Map<String, String> variables = of(lines.toString());
        assertThat(variables).hasSize(5 + 16).containsEntry("headers.x_bell", "a b c");
        assertThat(variables.get("headers.x_long")).hasSize(256);
    }
}
