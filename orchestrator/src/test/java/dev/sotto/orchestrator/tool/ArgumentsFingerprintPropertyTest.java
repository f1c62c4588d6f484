package dev.sotto.orchestrator.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

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

    /** The example that the documentation gives. */
    @Example
    void theWorkedExample() {
        Map<String, Object> arguments = Map.of("number", "482913", "amount", new BigDecimal("129.00"));

        assertThat(ArgumentsFingerprint.canonical(arguments)).isEqualTo("{\"amount\":129e0,\"number\":\"482913\"}");
        assertThat(ArgumentsFingerprint.of(arguments))
                .isEqualTo("a14bcad8c717b9a08ecf97ed99826cba8d8b9e3b00a3d810b69b9844accc163b");
    }

    @Example
    void theRulesOneByOne() {
        assertThat(ArgumentsFingerprint.canonical(new BigDecimal("-0.50"))).isEqualTo("-5e-1");
        assertThat(ArgumentsFingerprint.canonical(100)).isEqualTo("1e2");
        assertThat(ArgumentsFingerprint.canonical(-0.0)).isEqualTo("0e0");
        assertThat(ArgumentsFingerprint.canonical(new BigDecimal("0E+7"))).isEqualTo("0e0");
        assertThat(ArgumentsFingerprint.canonical("\u001f\u007f/é😀\"\\\b\t\n\f\r"))
                .isEqualTo("\"\\u001f\u007f/é😀\\\"\\\\\\b\\t\\n\\f\\r\"");
        assertThat(ArgumentsFingerprint.canonical("\ud83d")).isEqualTo("\"\\ud83d\"");
        assertThat(ArgumentsFingerprint.canonical(Map.of("b", true, "\"", List.of(1, "1"), "B", Map.of())))
                .isEqualTo("{\"\\\"\":[1e0,\"1\"],\"B\":{},\"b\":true}");
    }

    /** Half a character has no UTF-8: it must not become a question mark. */
    @Example
    void halfACharacterIsNotAQuestionMark() {
        assertThat(of("a", "\ud83d")).isNotEqualTo(of("a", "?"));
    }

    /** Written a second time from the documentation, by other means: from JSON text, with regular expressions. */
    @Property(tries = 300)
    void anybodyCanComputeItFromTheJson(
            @ForAll Map<@StringLength(max = 8) String, @StringLength(max = 20) String> texts,
            @ForAll @Size(max = 5) List<BigDecimal> numbers)
            throws Exception {
        Map<String, Object> arguments = new LinkedHashMap<>(texts);
        for (int i = 0; i < numbers.size(); i++) {
            arguments.put("n" + i, numbers.get(i));
        }
        String json = new ObjectMapper().writeValueAsString(arguments);
        JsonNode read = new ObjectMapper()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .setNodeFactory(JsonNodeFactory.withExactBigDecimals(true))
                .readTree(json);

        assertThat(ArgumentsFingerprint.canonical(arguments)).isEqualTo(rewritten(read));
    }

    private static String rewritten(JsonNode node) {
        if (node.isNumber()) {
            return number(node.asText());
        }
        if (node.isTextual()) {
            return text(node.textValue());
        }
        var names = new java.util.ArrayList<String>();
        node.fieldNames().forEachRemaining(names::add);
        Collections.sort(names);
        return names.stream()
                .map(name -> text(name) + ":" + rewritten(node.get(name)))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String number(String json) {
        Matcher parts =
                Pattern.compile("(-?)(\\d+)(?:\\.(\\d+))?(?:[eE]([+-]?\\d+))?").matcher(json);
        assertThat(parts.matches()).as(json).isTrue();
        String fraction = parts.group(3) == null ? "" : parts.group(3);
        String digits = (parts.group(2) + fraction).replaceFirst("^0+", "");
        String significant = digits.replaceFirst("0+$", "");
        if (significant.isEmpty()) {
            return "0e0";
        }
        long exponent = parts.group(4) == null ? 0 : Long.parseLong(parts.group(4));
        return parts.group(1) + significant + "e"
                + (exponent - fraction.length() + digits.length() - significant.length());
    }

    private static String text(String value) {
        var json = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                            && i + 1 < value.length()
                            && Character.isLowSurrogate(value.charAt(i + 1))
                    || Character.isLowSurrogate(c) && i > 0 && Character.isHighSurrogate(value.charAt(i - 1));
            int named = "\"\\\b\t\n\f\r".indexOf(c);
            if (named >= 0) {
                json.append('\\').append("\"\\btnfr".charAt(named));
            } else if (c < 0x20 || Character.isSurrogate(c) && !pair) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return '"' + json.toString() + '"';
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
