/** Invoices of firms that we made up, four of them with a mistake. The same text is `public/samples/invoices.txt`. */
export const SAMPLE_INVOICES = `HARROW & FINCH TIMBER LTD
14 Canal Wharf, Leeds

Invoice number: INV-2026-0141
Invoice date: 2026-03-02
Due date: 2026-04-01

Qty  Description             Unit price      Amount
12   Oak boards, 3 m              85.00    1,020.00
4    Larch battens, bundle        55.00      220.00

Subtotal   GBP 1,240.00
VAT 20%    GBP   248.00
Total      GBP 1,488.00
=====
Rechnung Nr. R-20260313

Von: Brückner Elektrotechnik GmbH
Lindenallee 7, Kassel

Rechnungsdatum: 13.03.2026
Zahlbar bis: 12.04.2026

Menge  Leistung                  Einzelpreis     Betrag
5      Stunden Montage                150,00     750,00
2      Schaltschrank, klein           200,00     400,00

Nettobetrag      1.150,00 EUR
MwSt. 19 %         218,50 EUR
Gesamtbetrag     1.368,50 EUR
=====
Blue Mesa Coffee Roasters
Invoice #BM-20418
Issued March 3, 2026
Payment due April 2, 2026

24 x House blend, 1 kg bag @ $18.50 = $444.00
12 x Decaf, 2 kg bag @ $35.00 = $420.00

Subtotal: $864.00
Sales tax (8.25%): $71.28
Total: $935.28
=====
Invoice AW-260088

Seller: Alpenwerk AG, Chur
Buyer: Tidewater Outdoor

Invoice date: 9 March 2026
Payable by: 8 April 2026

Hours   Work                              Rate        Sum
16      Safety inspection of lifts      150.00   2'400.00

Net amount        CHF 2'400.00
VAT 8.1 %         CHF   194.40
Total to pay      CHF 2'594.40
=====
NORRSKEN TRYCKERI AB

Invoice number: NT-5512
Invoice date: 2026-03-11
Due date: 2026-03-31

Quantity: 500   Item: Folded maps, A2   Price each: 16,00   Amount: 8 000,00

Subtotal 8 000,00 SEK
VAT (moms) 25 % 2 000,00 SEK
Total 10 000,00 SEK
=====
From: Hoshino Design Studio
Invoice: HD-0093
Date: 2026-03-05
Due: 2026-04-30

3 poster designs, 60,000 each, 180,000

Subtotal          ¥180,000
Consumption tax    ¥18,000
Total             ¥198,000
=====
PEMBERTON COURIERS
Invoice PC-88213
Invoice date: 6 March 2026    Due date: 20 March 2026

 8   parcels, next day     9.50    76.00
 1   pallet, Hull         20.50    20.50

Subtotal       £96.50
VAT at 20%     £19.30
Total         £118.50
=====
Castell Office Supplies
Invoice number: CO-1907
Invoice date: 2026-02-31
Due date: 2026-03-30

6    Desk lamps, warm white    52.00    312.00

Net amount: 312.00 EUR
VAT 21%: 65.52 EUR
Total: 377.52 EUR
=====
Lumen Translations
Invoice LT-2026-17 of 10 March 2026, due 24 March 2026

3,200 words, English to Danish, 0.20, 640.00

Net amount     EUR 640.00
VAT, reverse charge   EUR 0.00
Total due      EUR 640.00
=====
WATTLE GROVE CATERING PTY LTD
Tax invoice number: WG-3340
Invoice date: 14 March 2026
Due date: 28 March 2026

44   Lunch boxes     25.00    1,100.00

Subtotal   AUD 1,100.00
GST 10%    AUD   110.00
Total      AUD 1,210.00
=====
Facture F2026/118

Vendor: Atelier Beaumont, Lyon

Invoice date: 05/03/2026
Due date: 04/04/2026

1   Vitrine en chêne     950,00     950,00

Total net (HT)      950,00 €
VAT (TVA) 20 %      190,00 €
Total to pay (TTC)  1 140,00 €
=====
Orchard Software Inc.
Invoice number: OS-77120
Invoice date: 2026-03-20
Due date: 2026-03-10

1   Team plan, one month     49.00     49.00

Subtotal: USD 49.00
Sales tax: USD 0.00
Total: USD 49.00
=====
GREENWAY WINDOW CLEANING
Invoice number: GW-414
Invoice date: 16 March 2026
Due date: 15 April 2026

3    Shop fronts        40.00    120.00
2    Skylights          15.00     30.00

Subtotal   £160.00
VAT 20%     £32.00
Total      £192.00
=====
Dear Ms Okafor,

thank you for having us. This is our invoice HB-7731, issued 12 March 2026, for tuning the piano in the hall.

Supplier: Hollis & Byrne
Work: 5 hours at 55.00, 275.00
Subtotal: 275.00 EUR
VAT 20%: 55.00 EUR
Total: 330.00 EUR
Due date: 11 April 2026

With kind regards, Imogen Byrne
`;
