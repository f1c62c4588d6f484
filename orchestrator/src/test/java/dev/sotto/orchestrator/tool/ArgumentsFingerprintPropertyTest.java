package dev.sotto.orchestrator.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ArgumentsFingerprintPropertyTest {
    @Property(tries = 200)
    void numbersAreComparedByValueAndNothingElse(@ForAll int cents) {
        BigDecimal value = BigDecimal.valueOf(cents, 2);

        assertThat(of("amount", value.setScale(5))).isEqualTo(of("amount", value));
        assertThat(of("amount", value.stripTrailingZeros())).isEqualTo(of("amount", value));
        assertThat(of("amount", value.doubleValue())).isEqualTo(of("amount", value));
        assertThat(of("amount", value.add(new BigDecimal("0.01")))).isNotEqualTo(of("amount", value));
        assertThat(of("amount", value.toPlainString())).isNotEqualTo(of("amount", value));
    }

    @Property(tries = 200)
    void theOrderOfNamesDoesNotMatter(@ForAll Map<String, Integer> arguments) {
        var names = new java.util.ArrayList<>(arguments.keySet());
        Collections.reverse(names);
        Map<String, Object> reversed = new LinkedHashMap<>();
        names.forEach(name -> reversed.put(name, arguments.get(name)));

        assertThat(ArgumentsFingerprint.of(reversed))
                .isEqualTo(ArgumentsFingerprint.of(new LinkedHashMap<>(arguments)));
    }

    @Property(tries = 200)
    void differentTextsNeverLookAlike(@ForAll String left, @ForAll String right) {
        assertThat(of("a", left).equals(of("a", right))).isEqualTo(left.equals(right));
    }

    @Example
    void structureCannotBeForgedByQuotes() {
        assertThat(of("a", "x\",\"b\":\"y")).isNotEqualTo(ArgumentsFingerprint.of(Map.of("a", "x", "b", "y")));
        assertThat(of("a", List.of("1", "2"))).isNotEqualTo(of("a", List.of("1,2")));
        assertThat(of("a", "null")).isNotEqualTo(ArgumentsFingerprint.of(Collections.singletonMap("a", null)));
    }

    @Example
    void aNumberOfAbsurdSizeCostsNothing() {
        assertThat(of("a", new BigDecimal("1E+999999999"))).isNotEqualTo(of("a", new BigDecimal("1E+999999998")));
    }

    @Example
    void whatIsNoJsonIsRefused() {
        assertThatThrownBy(() -> of("a", Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> of("a", new Object())).isInstanceOf(IllegalArgumentException.class);
    }

    private static String of(String name, Object value) {
        return ArgumentsFingerprint.of(Map.of(name, value));
    }
}
