"""Six other languages are told from English, and English from them."""

import pytest

from bot.hearing.language import language

training = pytest.importorskip("bot.hearing.training", reason="training needs the extra 'train'")

SAID = {
    "es": """
        hola, mi pedido no ha llegado
        quiero devolver los zapatos
        ¿dónde está mi paquete?
        me han cobrado dos veces
        necesito hablar con una persona
        el producto llegó roto
        cuándo me devuelven el dinero
        no puedo entrar en mi cuenta
        quiero cancelar el pedido
        buenos días, tengo un problema con mi compra
        gracias por nada, esto es una vergüenza
        llevo tres semanas esperando
        el repartidor dejó la caja en la calle
        pueden cambiar la dirección de entrega
        hacen envíos a canarias
        todavía no tengo mi reembolso
        me llegó otro modelo
        cuanto cuesta el envio
        por favor llámenme
        no funciona la aplicación
    """,
    "fr": """
        bonjour, je n'ai pas reçu ma commande
        où est mon colis
        je voudrais être remboursé
        j'ai été débité deux fois
        le produit est cassé
        comment annuler ma commande
        je ne peux pas me connecter
        merci de me rappeler
        votre livreur a laissé le carton dehors
        c'est une honte
        je veux parler à quelqu'un
        quand est-ce que je serai livré
        vous livrez en belgique
        le code promo ne marche pas
        j'attends depuis trois semaines
        il manque une pièce dans la boîte
        puis-je changer l'adresse de livraison
        toujours aucune réponse
        je souhaite échanger la taille
        l'application ne fonctionne pas
    """,
    "de": """
        wo ist mein paket
        ich habe meine bestellung nicht bekommen
        ich möchte mein geld zurück
        die ware ist kaputt
        bitte rufen sie mich an
        ich kann mich nicht einloggen
        wann kommt die lieferung
        können sie die adresse ändern
        ich will die bestellung stornieren
        das ist eine frechheit
        ich warte seit drei wochen
        mir wurde zweimal abgebucht
        liefern sie nach österreich
        der gutschein funktioniert nicht
        es fehlt ein teil
        ich möchte mit einem menschen sprechen
        guten tag, ich habe ein problem
        wie kann ich das umtauschen
        noch immer keine antwort
        die app geht nicht
    """,
    "pt": """
        onde está o meu pedido
        ainda não recebi a encomenda
        quero o meu dinheiro de volta
        fui cobrado duas vezes
        o produto chegou quebrado
        não consigo entrar na minha conta
        quero cancelar a compra
        bom dia, estou com um problema
        preciso falar com um atendente
        quando chega
        vocês entregam em portugal
        o cupom não funciona
        estou esperando há três semanas
        faltou uma peça na caixa
        posso trocar o endereço
        isso é um absurdo
        me liguem por favor
        ninguém respondeu
        quero trocar o tamanho
        o aplicativo não abre
    """,
    "it": """
        dov'è il mio pacco
        non ho ricevuto l'ordine
        voglio il rimborso
        mi avete addebitato due volte
        il prodotto è rotto
        non riesco ad accedere
        vorrei annullare l'ordine
        buongiorno, ho un problema
        vorrei parlare con una persona
        quando arriva
        spedite in sardegna
        il codice sconto non funziona
        aspetto da tre settimane
        manca un pezzo nella scatola
        posso cambiare l'indirizzo
        è una vergogna
        chiamatemi per favore
        nessuno mi ha risposto
        vorrei cambiare la taglia
        l'app non si apre
    """,
    "hi": """
        mera order kab aayega
        abhi tak nahi mila
        paise wapas chahiye
        mera paisa kat gaya do baar
        product kharab nikla
        mujhe kisi se baat karni hai
        login nahi ho raha hai
        order cancel karna hai
        kya aap mujhe call kar sakte ho
        bahut ghatiya service hai
        teen hafte se wait kar raha hu
        delivery wala box bahar chhod gaya
        address change karna hai
        refund kab tak aayega
        galat saman bheja hai
        koi jawab nahi de raha
        size badalna hai kaise hoga
        coupon kaam nahi kar raha
        kab tak milega bhai
        app nahi chal raha
    """,
}


@pytest.mark.parametrize("code", SAID)
def test_a_short_sentence_tells_its_language(code: str) -> None:
    said = [line.strip() for line in SAID[code].strip().splitlines()]
    assert len(said) == 20
    assert [(line, language(line)) for line in said if language(line) != code] == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("pouvez-vous m'aider ?", "fr"),
        ("comment suivre mon achat", "fr"),
        ("ich brauche hilfe", "de"),
        ("hilfe", "de"),
        ("schlechter service", "de"),
        ("kaputt angekommen", "de"),
        ("potete aiutarmi?", "it"),
        ("pessimo servizio", "it"),
        ("aiuto", "it"),
        ("podem me ajudar?", "pt"),
        ("péssimo atendimento", "pt"),
        ("é a terceira vez que escrevo", "pt"),
        ("quebrou depois de dois dias", "pt"),
        ("me ayudan", "es"),
        ("galat rang", "hi"),
    ],
)
def test_two_or_three_words_may_be_enough(text: str, code: str) -> None:
    assert language(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "will check my mails then, ciao ciao",
        "no, no replacement, no refund, no nothing",
        "my e-bike display shows E07",
        "a la carte menu at the cafe, do you sell the plates",
        "the naïve question: is the café open",
        "guten tag my friend, when is my parcel coming",
        "no problem, merci",
        "Où est Charlie book is missing pages",
        "the Ich Bin Ein Berliner mug arrived broken",
        "the aiuto brand kettle",
        "the Hilfe poster is torn",
        "bonjour, where is my parcel",
        "1042",
        "",
    ],
)
def test_a_few_foreign_words_do_not_make_it_foreign(text: str) -> None:
    assert language(text) == "en"


def test_our_own_messages_are_english_but_for_those_that_are_not() -> None:
    """A few of ours are written in another language on purpose; no more than those are taken for one."""
    texts = [example.text for example in training.examples(training.DATA)]
    assert sum(language(text) != "en" for text in texts) <= 0.0065 * len(texts)
