package dev.sotto.orchestrator.assistant.wording;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            tell him we do gift wrapping for $3              | We do gift wrapping for $3.
            Tell her that we open at nine.                   | We open at nine.
            say that it's fine                               | It's fine.
            say it's fine                                    | It's fine.
            say that is not possible                         | That is not possible.
            tell him that's fine                             | That's fine.
            we do, it's $3                                   | We do, it's $3.
            she can bring it to any store                    | You can bring it to any store.
            let them know their parcel is on its way         | Your parcel is on its way.
            let him know his parcel left today               | Your parcel left today.
            tell her she needs her receipt                   | You need your receipt.
            tell him he has to send it back first            | You have to send it back first.
            tell her we'll send her a new one                | We'll send you a new one.
            tell her that we called her yesterday            | We called you yesterday.
            he's welcome to call back                        | You're welcome to call back.
            he's already been refunded                       | You've already been refunded.
            she doesn't need a box                           | You don't need a box.
            tell them they can keep it                       | You can keep it.
            tell them they're getting a refund               | You're getting a refund.
            tell the customer their order is late            | Your order is late.
            tell the customer the boots are late, they arrive tomorrow | The boots are late, they arrive tomorrow.
            the customer's parcel is in Bath                 | Your parcel is in Bath.
            the caller should email us                       | You should email us.
            they close at six                                | They close at six.
            our stores are open late, they close at nine     | Our stores are open late, they close at nine.
            tell him the driver lost his keys                | The driver lost his keys.
            "we're closed on sundays"                        | We're closed on sundays.
            say "we're closed on sundays"                    | We're closed on sundays.
            tell him: no refunds after 30 days               | No refunds after 30 days.
            please tell her we're sorry                      | We're sorry.
            just say we're out of stock, thanks              | We're out of stock.
            pls tell him we ship monday thx                  | We ship monday.
            tell him to bring the receipt                    | Please bring the receipt.
            tell her not to worry                            | Please don't worry.
            ask him for his order number                     | Could you tell me your order number?
            ask her if she has the box                       | Could you tell me if you have the box?
            ask what size she wants                          | Could you tell me what size you want?
            ask them to send a photo                         | Please send a photo.
            don't tell him we're out of stock                | I'm afraid I can't say more about that.
            tell him it ships monday but don't mention the strike | It ships monday.
            tell him it ships monday. Don't tell him why.    | It ships monday.
            tell him we open at nine. Tell him parking is free. | We open at nine. Parking is free.
            tell him we open at nine and tell him parking is free | We open at nine, and parking is free.
            tell her you'll send her a label                 | We'll send you a label.
            you can bring it to any store                    | You can bring it to any store.
            if he brings it in and shows the receipt we'll swap it | If you bring it in and show the receipt we'll swap it.
            can he send a photo?                             | Can you send a photo?
            is she at home?                                  | Are you at home?
            offer a 20 percent voucher                       | We can offer you a 20 percent voucher.
            please offer her a new one                       | We can offer you a new one.
            offer $10 off                                    | We can offer you $10 off.
            offers end on monday                             | Offers end on monday.
            i don't know                                     | I don't know.
            no, we don't do that                             | No, we don't do that.
            yes, for $3                                      | Yes, for $3.
            We do!                                           | We do!
              we   do gift   wrapping                        | We do gift wrapping.
            reply with our hours are nine to six             | Our hours are nine to six.
            tell                                             | Tell.
            it was his wife's order so she has to call       | It was your wife's order so she has to call.
            there                                            | There.
            tell him "                                       | I'm afraid I can't say more about that.
            give her 10% off                                 | Give you 10% off.
            we can give her $10                              | We can give you $10.
            we sent her parcel (it left at 9)                | We sent your parcel (it left at 9).
            """)
    void wordsAWhisper(String instruction, String said) {
        assertThat(Wording.of(instruction, "do you do it")).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            yes              | do you gift wrap            | Yes, we do.
            Yes.             | Do you gift wrap?           | Yes, we do.
            no               | do you gift wrap            | No, I'm afraid we don't.
            yep              | can i bring my dog          | Yes, you can.
            nope             | can I bring my dog?         | No, I'm afraid you can't.
            tell him yes     | can you repair it           | Yes, we can.
            tell her no      | are you open on sunday      | No, I'm afraid we aren't.
            yes              | is there parking            | Yes, there is.
            no               | is it waterproof            | No, I'm afraid it isn't.
            no               | will it be here by friday   | No, I'm afraid it won't.
            yes              | um do you have kayaks       | Yes, we do.
            yes              | what about gift wrapping    | I've checked: yes.
            no               | i want it wrapped           | I've checked: I'm afraid not.
            yes              | ``                          | I've checked: yes.
            """)
    void saysABareYesOrNoInTheQuestionsForm(String instruction, String question, String said) {
        assertThat(Wording.of(instruction, question)).isEqualTo(said);
    }

    @Test
    void saysNothingForNothing() {
        assertThat(Wording.of("   ", "do you gift wrap")).isEmpty();
    }
}
