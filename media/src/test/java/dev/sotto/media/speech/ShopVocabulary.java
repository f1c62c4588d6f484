package dev.sotto.media.speech;

import dev.sotto.media.speech.language.Vocabulary;

/** What the task files of a shop could hold. Written without regard to the test sets; see WordErrorIT for the overlap. */
public final class ShopVocabulary {
    public static final Vocabulary SHOP = Vocabulary.of(
            // refund, order status, damaged item
            "I want my money back",
            "refund my order",
            "the charge is wrong, please return it",
            "I want a refund for order {digits:6}",
            "where is my order",
            "when will my order arrive",
            "track my order",
            "what is the status of order {digits:6}",
            "my parcel has not arrived",
            "is my delivery on its way",
            "my item is damaged",
            "it arrived broken",
            "the zip is torn",
            "the mug is cracked",
            "the tent has a hole in it",
            "something is missing from the box",
            "I want a replacement",
            "can you repair it",
            // change of address, a person
            "change my delivery address",
            "send it to another address",
            "I moved house, can you change the address",
            "I want to change the address of my order",
            "it should go to {number} {name} street",
            "can I talk to a human please",
            "a real person please",
            // knowledge: hours, returns, shipping, stores, gift cards
            "what are your opening hours",
            "are you open on sundays",
            "what time do you close today",
            "how do I return something",
            "how long do I have to return an item",
            "how long does shipping take",
            "how much is shipping",
            "do you ship to canada",
            "where is your nearest store",
            "do you have a store in boston",
            "can I use a gift card",
            "how do I check the balance of my gift card",
            // paying and account
            "cancel my order",
            "I was charged twice",
            "the payment failed",
            "can I pay by card",
            "I lost my receipt",
            "I want to make a payment",
            "I did not get a confirmation email",
            "I forgot my password",
            "I can't log in to my account",
            // what slots ask for
            "trail tent",
            "enamel mug",
            "down jacket",
            "hiking boots",
            "it was the wrong size",
            "it broke after a week",
            "it's still in the box",
            "no, I threw the box away",
            "the pole is broken",
            "the handle came off");

    private ShopVocabulary() {}
}
