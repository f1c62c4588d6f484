package dev.sotto.orchestrator.assistant.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sotto.orchestrator.task.SlotType;
import java.time.LocalDate;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** What is spoken is read back, whatever the value; and nothing that is said breaks a reader. */
class SlotReaderPropertyTest {
    private static final String[] UNITS = "zero one two three four five six seven eight nine".split(" ");
    private static final String[] TEENS =
            "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(" ");
    private static final String[] TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

    @Property(tries = 500)
    void digitByDigitIsReadBack(@ForAll @IntRange(max = 999_999) int number, @ForAll boolean oh) {
        String digits = String.format(Locale.ROOT, "%06d", number);
        assertThat(SlotReaderTest.read(SlotType.DIGITS, 6, spelled(digits, oh), true, false))
                .isEqualTo(digits);
    }

    @Property(tries = 500)
    void digitsInPairsAreReadBack(@ForAll @IntRange(max = 999_999) int number) {
        String digits = String.format(Locale.ROOT, "%06d", number);
        String spoken =
                pair(digits.substring(0, 2)) + " " + pair(digits.substring(2, 4)) + " " + pair(digits.substring(4));
        assertThat(SlotReaderTest.read(SlotType.DIGITS, 6, spoken, true, false)).isEqualTo(digits);
    }

    @Property(tries = 500)
    void doublesAreReadBack(@ForAll @IntRange(max = 999_999) int number) {
        String digits = String.format(Locale.ROOT, "%06d", number);
        StringBuilder spoken = new StringBuilder();
        for (int index = 0; index < 6; index++) {
            boolean twice = index < 5 && digits.charAt(index) == digits.charAt(index + 1);
            spoken.append(twice ? " double " : " ").append(UNITS[digits.charAt(index) - '0']);
            index += twice ? 1 : 0;
        }
        assertThat(SlotReaderTest.read(SlotType.DIGITS, 6, spoken.toString().strip(), true, false))
                .isEqualTo(digits);
    }

    @Property(tries = 500)
    void shorterNumbersAreNoValue(@ForAll @IntRange(max = 99_999) int number) {
        String digits = String.format(Locale.ROOT, "%05d", number);
        assertThat(SlotReaderTest.read(SlotType.DIGITS, 6, spelled(digits, false), true, false))
                .isEqualTo("-");
    }

    @Property(tries = 500)
    void amountsAreReadBack(@ForAll @IntRange(max = 9_999) int units, @ForAll @IntRange(max = 99) int cents) {
        String amount = String.format(Locale.ROOT, "%d.%02d", units, cents);
        String spoken = cardinal(units) + " dollars and " + cardinal(cents) + " cents";
        assertThat(SlotReaderTest.read(SlotType.MONEY, 0, "$" + amount, false, false))
                .isEqualTo(amount);
        assertThat(SlotReaderTest.read(SlotType.MONEY, 0, spoken, false, false)).isEqualTo(amount);
    }

    @Property(tries = 300)
    void shortAmountsAreReadBack(
            @ForAll @IntRange(min = 1, max = 99) int units, @ForAll @IntRange(min = 10, max = 99) int cents) {
        boolean asOneNumber = units % 10 == 0 && units >= 20 && cents < 10;
        String spoken = cardinal(units) + " " + cardinal(cents);
        if (!asOneNumber) {
            assertThat(SlotReaderTest.read(SlotType.MONEY, 0, spoken, true, false))
                    .isEqualTo(units + "." + cents);
        }
    }

    @Property(tries = 300)
    void isoDatesAreReadBack(@ForAll @IntRange(max = 20_000) int day) {
        String date = LocalDate.ofEpochDay(day).toString();
        assertThat(SlotReaderTest.read(SlotType.DATE, 0, "on " + date, true, false))
                .isEqualTo(date);
    }

    @Property(tries = 500)
    void nothingBreaksAReader(@ForAll @StringLength(max = 60) String said, @ForAll SlotType type) {
        assertThatCode(() -> SlotReaderTest.read(type, 0, said, true, false, "Red", "Blue"))
                .doesNotThrowAnyException();
    }

    private static String spelled(String digits, boolean oh) {
        StringBuilder spoken = new StringBuilder();
        for (char digit : digits.toCharArray()) {
            spoken.append(digit == '0' && oh ? "oh" : UNITS[digit - '0']).append(' ');
        }
        return spoken.toString().strip();
    }

    private static String pair(String digits) {
        return digits.charAt(0) == '0' ? spelled(digits, false) : cardinal(Integer.parseInt(digits));
    }

    private static String cardinal(int number) {
        if (number < 10) {
            return UNITS[number];
        }
        if (number < 20) {
            return TEENS[number - 10];
        }
        if (number < 100) {
            return TENS[number / 10] + (number % 10 == 0 ? "" : " " + UNITS[number % 10]);
        }
        int size = number < 1000 ? 100 : 1000;
        String head = cardinal(number / size) + (size == 100 ? " hundred" : " thousand");
        int rest = number % size;
        return head + (rest == 0 ? "" : (rest < 100 ? " and " : " ") + cardinal(rest));
    }
}
