package dev.sotto.orchestrator.assistant.slot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.task.Position;
import dev.sotto.orchestrator.task.Slot;
import dev.sotto.orchestrator.task.SlotType;
import dev.sotto.orchestrator.task.Template;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each reader makes of words; "-" is no value. Today is Sunday, the 22nd of November 2026. */
class SlotReaderTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private record Fixed(String text) implements Template {
        @Override
        public String render(Map<String, Object> variables) {
            return text;
        }

        @Override
        public Object value(Map<String, Object> variables) {
            return text;
        }

        @Override
        public Set<String> variables() {
            return Set.of();
        }
    }

    static String read(SlotType type, int length, String said, boolean asked, boolean dayFirst, String... choices) {
        Slot slot =
                new Slot("it", type, length, List.of(choices), new Fixed("?"), false, new Position("test.yaml", 1, 1));
        return SlotReader.of(type)
                .read(Words.of(said), slot, new ReadingRules(TODAY, dayFirst, asked))
                .map(reading -> reading.value().toString())
                .orElse("-");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            482913                                             | 482913
            482-913                                            | 482913
            #482913.                                           | 482913
            482 913                                            | 482913
            4 8 2 9 1 3                                        | 482913
            it's 482913, thanks                                | 482913
            four eight two nine one three                      | 482913
            Four, eight, two... nine, one, three!              | 482913
            four eight two um nine one three                   | 482913
            four eight two dash nine one three                 | 482913
            forty eight twenty nine thirteen                   | 482913
            forty-eight twenty-nine thirteen                   | 482913
            four hundred eighty two thousand nine hundred and thirteen | 482913
            four eighty two nine thirteen                      | 482913
            one oh double five double seven                    | 105577
            one zero five five seven seven                     | 105577
            ten fifty five seventy seven                       | 105577
            one triple five seven seven                        | 155577
            seven three o two six four                         | 730264
            for eight to nine one tree                         | 482913
            fore eight too niner one free                      | 482913
            for eight two nine one three                       | 482913
            the number is for eight two nine one three         | 482913
            it is two four eight two nine one three            | -
            four eight two nine one                            | -
            4829                                               | -
            4829131                                            | -
            four eight two nine one three seven                | -
            482914 no 482913                                   | 482913
            not 482914, 482913                                 | 482913
            it's not 482914 it's 482913                        | 482913
            i want to talk to someone for free                 | -
            hello                                              | -
            """)
    void digitsAsked(String said, String value) {
        assertThat(read(SlotType.DIGITS, 6, said, true, false)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            i want a refund for order four eight two nine one three | 482913
            refund 482913 please                                    | 482913
            refund order #482-913                                   | 482913
            i want to return two tents for free                     | -
            i bought it for 129 dollars in 2026                     | -
            for eight to nine one tree                              | -
            """)
    void digitsInTheMiddleOfAWish(String said, String value) {
        assertThat(read(SlotType.DIGITS, 6, said, false, false)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            12345           | 12345
            seven           | 7
            it's nine nine  | 99
            no idea         | -
            """)
    void digitsOfAnyLength(String said, String value) {
        assertThat(read(SlotType.DIGITS, 0, said, true, false)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            $14.50                                  | 14.50
            14.50                                   | 14.50
            £1,299                                  | 1299.00
            1,299.99                                | 1299.99
            14 dollars                              | 14.00
            fourteen fifty                          | 14.50
            fourteen oh five                        | 14.05
            nine ninety nine                        | 9.99
            twenty bucks                            | 20.00
            a hundred dollars                       | 100.00
            a hundred and twenty nine dollars       | 129.00
            one twenty nine fifty                   | 129.50
            one hundred twenty nine dollars and fifty cents | 129.50
            fourteen dollars fifty                  | 14.50
            14 dollars and 50 cents                 | 14.50
            fifty cents                             | 0.50
            twelve hundred dollars                  | 1200.00
            two thousand five hundred pounds        | 2500.00
            i paid about $40                        | 40.00
            it was 30                               | 30.00
            no idea                                 | -
            a lot                                   | -
            """)
    void moneyAsked(String said, String value) {
        assertThat(read(SlotType.MONEY, 0, said, true, false)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            order 482913 cost me $14.50  | 14.50
            i paid twenty bucks          | 20.00
            i bought two tents           | -
            refund order 482913          | -
            """)
    void moneyInTheMiddleOfAWish(String said, String value) {
        assertThat(read(SlotType.MONEY, 0, said, false, false)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-11-03                          | 2026-11-03
            11/03/2026                          | 2026-11-03
            11/3                                | 2026-11-03
            13/3/2026                           | 2026-03-13
            today                               | 2026-11-22
            it was yesterday                    | 2026-11-21
            the day before yesterday            | 2026-11-20
            tomorrow                            | 2026-11-23
            last tuesday                        | 2026-11-17
            on tuesday                          | 2026-11-17
            next tuesday                        | 2026-11-24
            last sunday                         | 2026-11-15
            three days ago                      | 2026-11-19
            a week ago                          | 2026-11-15
            two weeks ago                       | 2026-11-08
            in 3 days                           | 2026-11-25
            a couple of days ago                | 2026-11-20
            the third of november               | 2026-11-03
            november third                      | 2026-11-03
            november the third                  | 2026-11-03
            Nov 3rd, 2025                       | 2025-11-03
            3 nov                               | 2026-11-03
            december twenty fourth              | 2026-12-24
            january first                       | 2027-01-01
            the twenty second of october        | 2026-10-22
            november third twenty twenty five   | 2025-11-03
            the thirty first of february        | -
            last week                           | -
            i may have it                       | -
            i don't know                        | -
            99/99/2026                          | -
            """)
    void dateAsked(String said, String value) {
        assertThat(read(SlotType.DATE, 0, said, true, false)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"3/11/2026, 2026-11-03", "03.11., 2026-11-03", "11/13/2026, 2026-11-13"})
    void dateWithTheDayFirst(String said, String value) {
        assertThat(read(SlotType.DATE, 0, said, true, true)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            yes                     | true
            Yep!                    | true
            yeah that's right       | true
            correct                 | true
            uh huh                  | true
            mm hmm                  | true
            sure, go ahead          | true
            okay                    | true
            please                  | true
            that works              | true
            um yes i think so       | true
            no yeah                 | true
            it is                   | true
            1                       | true
            press one               | -
            no                      | false
            nope                    | false
            no thanks               | false
            not really              | false
            not any more            | false
            yeah no                 | false
            i don't think so        | false
            it isn't                | false
            no, that's it           | false
            2                       | false
            wrong                   | false
            don't                   | false
            i don't know            | -
            i do not remember       | -
            maybe                   | -
            good morning            | -
            i do have a question    | -
            please tell me the price | -
            482913                  | -
            notice                  | -
            yesterday               | -
            i said yes              | true
            """)
    void yesAndNo(String said, String value) {
        assertThat(read(SlotType.YES_NO, 0, said, true, false)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            replace it                                      | Replace it
            a replacement please                            | Replace it
            can you repair it                               | Repair it
            i want a refund                                 | Refund it
            i don't want a refund i want it replaced        | Replace it
            not the refund, the repair                      | Repair it
            the second one                                  | Repair it
            number three                                    | Refund it
            3                                               | Refund it
            two                                             | Repair it
            the last one                                    | Refund it
            the first                                       | Replace it
            4                                               | -
            either a repair or a refund                     | -
            i don't care                                    | -
            that one                                        | -
            """)
    void choice(String said, String value) {
        assertThat(read(SlotType.CHOICE, 0, said, true, false, "Replace it", "Repair it", "Refund it"))
                .isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            because the zip broke                    | the zip broke
            well um it was because the zip broke     | the zip broke
            it was too small                         | it was too small
            It broke when I opened it.               | It broke when I opened it.
            the reason is that it leaks              | it leaks
            it leaks you know                        | it leaks
            um                                       | um
            14 Hill Road, Bath                       | 14 Hill Road, Bath
            """)
    void text(String said, String value) {
        assertThat(read(SlotType.TEXT, 0, said, true, false)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jo@example.com                                        | jo@example.com
            It's Jo.Smith@Example.com.                            | jo.smith@example.com
            anna-lee@my-shop.co.uk please                         | anna-lee@my-shop.co.uk
            jo dot smith at example dot com                       | jo.smith@example.com
            my email is jo smith at gmail dot com                 | josmith@gmail.com
            ann underscore lee seven at mail dot co dot uk        | ann_lee7@mail.co.uk
            it's j o dash s at g mail dot com thanks              | jo-s@gmail.com
            jo at example.com                                     | jo@example.com
            jo plus shop at example dot org                       | jo+shop@example.org
            jo at home                                            | -
            at example dot com                                    | -
            look at my order dot                                  | -
            nothing                                               | -
            """)
    void email(String said, String value) {
        assertThat(read(SlotType.EMAIL, 0, said, true, false)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SW1A 1AA                                | SW1A 1AA
            sw1a1aa                                 | SW1A 1AA
            it's BA1 5AB.                           | BA1 5AB
            s w one a one a a                       | SW1A 1AA
            sierra whiskey one alpha one alpha alpha | SW1A 1AA
            bee a one five a b                      | BA1 5AB
            m one one a e                           | M1 1AE
            ox1 2jd                                 | OX1 2JD
            o x one two j d                         | OX1 2JD
            double u one a one a a                  | W1A 1AA
            90210                                   | 90210
            90210-1234                              | 90210-1234
            nine oh two one oh                      | 90210
            it's nine zero two one zero             | 90210
            902                                     | -
            hello there                             | -
            """)
    void postcode(String said, String value) {
        assertThat(read(SlotType.POSTCODE, 0, said, true, false)).isEqualTo(value);
    }
}
