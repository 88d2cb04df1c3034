/** The text of `public/samples/support-tickets.txt`; a test holds the two together. People, orders and shop are invented. */
export const SAMPLE_TICKETS = `Ticket: 4101
From: Priya Raman
Date: 2026-03-02
Subject: Charged twice for one order

Hello, my card was charged twice for order TW-48213, once on Sunday night and again this morning. Both payments are 89.90 euros. Please refund the second one. I can send you the bank statement if that helps.
---
Ticket: 4102
From: Tom Becker
Date: 2026-03-02
Subject: App closes when I open my orders

Since the update on Friday the app crashes every time I tap "My orders". I am on a Pixel 7 with Android 16. Reinstalling did not help. The error says "Unexpected response 500".
---
Ticket: 4103
From: Lucía Ferrer
Date: 2026-03-02
Subject: Where is my parcel?

Order TW-48007 was supposed to arrive last Wednesday. The tracking page has said "in transit" for six days now. I leave for the mountains on Saturday and the tent is in that parcel, so this is urgent for me.
---
Ticket: 4104
From: George Whitfield
Date: 2026-03-02
Subject: Size of the Corrie jacket

Could you tell me whether the Corrie jacket runs small? I am 184 cm and usually between M and L. Also, does the hood fit over a climbing helmet?
---
Ticket: 4105
From: Anneke de Vries
Date: 2026-03-02
Subject: Very disappointed with your service

I have now called three times and each time I was promised a call back that never came. Your colleague on Thursday was rude and hung up on me. I have been a customer for nine years and I am honestly disappointed. I expect somebody in charge to contact me.
---
Ticket: 4106
From: Samuel Osei
Date: 2026-03-03
Subject: Return of boots TW-47790

I sent the boots back on 19 February and the tracking shows that you received them on the 23rd. I still have no refund on my account. How long does it take to get my money back?
---
Ticket: 4107
From: Mei Lin
Date: 2026-03-03
Subject: Discount code does not work

The code SPRING15 gives me an error at checkout: "Voucher not valid for this basket". The newsletter says it is valid for everything until the end of March. I tried in two browsers.
---
Ticket: 4108
From: Karl Nyström
Date: 2026-03-03
Subject: Wrong item delivered

I ordered a 65 litre pack in green and the courier delivered a 45 litre pack in orange. The delivery note in the box is for another customer. Order TW-48155. Please arrange a pickup and ship the right one.
---
Ticket: 4109
From: Fatima El Idrissi
Date: 2026-03-03
Subject: Do you ship to Morocco?

Do you deliver to Casablanca, and what would shipping and customs cost for a pair of trekking poles? I could not find it on the website.
---
Ticket: 4110
From: Rob Hanley
Date: 2026-03-03
Subject: Cancel my order please

Please cancel order TW-48260, I ordered the wrong colour by mistake. It was paid with PayPal, so please return the money there.
---
Ticket: 4111
From: Ingrid Solberg
Date: 2026-03-03
Subject: Stove leaks gas

The Ember stove I bought in January leaks gas at the valve. I noticed the smell inside my tent. This is dangerous and I am shocked that it passed any inspection. Please tell me immediately what to do with it and warn your other customers.
---
Ticket: 4112
From: Daniel Park
Date: 2026-03-04
Subject: Cannot log in

I reset my password twice and still cannot log in. The page just reloads with no message. My account is under this email address. It works neither on Firefox nor on my phone.
---
Ticket: 4113
From: Chiara Bruno
Date: 2026-03-04
Subject: Parcel says delivered but it is not here

The courier marked TW-48301 as delivered yesterday at 14:20, but I was at home all day and nobody rang. None of my neighbours has the parcel. Could you open an investigation with the carrier?
---
Ticket: 4114
From: Owen Griffiths
Date: 2026-03-04
Subject: Waxing a cotton jacket

How often should I re-wax the Gannet jacket, and which wax do you recommend? I wear it most days from October to April.
---
Ticket: 4115
From: Hannah Vogel
Date: 2026-03-04
Subject: Refund too low

I returned two pairs of trousers from order TW-47911 but only one was refunded. I am missing 74.50 euros. The return receipt lists both pairs.
---
Ticket: 4116
From: Patrick Doyle
Date: 2026-03-04
Subject: Third broken zip in a year

This is the third Fell fleece whose zip has broken within months. Each time I get a replacement and each time it is the same poor quality. I am tired of this and I do not want another replacement, I want you to take the quality seriously.
---
Ticket: 4117
From: Yuki Tanabe
Date: 2026-03-05
Subject: Invoice with VAT number

I need an invoice for order TW-48112 with our company name and VAT number on it. Where can I download one, or can you send it?
---
Ticket: 4118
From: Marta Kowalska
Date: 2026-03-05
Subject: Basket empties itself

Every time I add a second item, the basket is empty when I go to checkout. I have cleared the cache. This bug has been there since Tuesday and I would really like to order before the sale ends tonight.
---
Ticket: 4119
From: Luke Sanderson
Date: 2026-03-05
Subject: Delivery to the wrong address

My parcel TW-48277 was shipped to my old address although I changed it in my account before I ordered. Can you still redirect it? The tracking says it will be delivered tomorrow.
---
Ticket: 4120
From: Beatriz Almeida
Date: 2026-03-05
Subject: gift card

hi, bought a 50 euro gift card for my brother but he has one from you already. can i give it back and get my money back??
---
Ticket: 4121
From: Henrik Madsen
Date: 2026-03-05
Subject: Are the Skarv shells made without PFAS?

I could not find this in the product description. Are your Skarv rain shells made without PFAS, and where are they produced?
---
Ticket: 4122
From: Claire Dubois
Date: 2026-03-06
Subject: Rude driver

Your delivery driver threw the parcel over my gate into a puddle and shouted at my son when he complained. The box was soaked. This is unacceptable behaviour and I want a formal apology from you.
---
Ticket: 4123
From: Ahmed Khalil
Date: 2026-03-06
Subject: Payment page freezes

The payment page freezes after I confirm in my banking app. I see a spinning wheel and then a timeout error. I tried four times since yesterday and I am not sure whether I have paid.
---
Ticket: 4124
From: Nora Lindqvist
Date: 2026-03-06
Subject: Late again

Order TW-48190 is eight days late. Last month's parcel was late too. Which carrier do you use, and when will it arrive?
---
Ticket: 4125
From: Jack Morton
Date: 2026-03-06
Subject: Warranty on trekking poles

The lower section of my Ridge poles bends. I bought them fourteen months ago. Is that covered by the warranty, and do I need the receipt?
---
Ticket: 4126
From: Sofia Papadopoulou
Date: 2026-03-06
Subject: Double payment again!!

You charged my credit card 129 euros twice for TW-48333. I wrote about this on Monday and nothing has happened. I need that money back today, my rent is due.
---
Ticket: 4127
From: Emil Horvat
Date: 2026-03-07
Subject: Newsletter link broken

The link "See the new tents" in your newsletter of 6 March leads to a page with error 404. You may want to fix it.
---
Ticket: 4128
From: Grace Adeyemi
Date: 2026-03-07
Subject: Part of my order is missing

The parcel for TW-48219 arrived today but the sleeping mat is missing. The packing list shows three items and there were only two in the box. Will the mat be delivered separately?
---
Ticket: 4129
From: Paul Richter
Date: 2026-03-07
Subject: Which sleeping bag for 5 degrees?

I am planning a bike trip in May with nights down to 5 degrees. Would the Loch 300 be warm enough or should I take the Loch 500?
---
Ticket: 4130
From: Isabel Navarro
Date: 2026-03-07
Subject: Waiting four weeks for my refund

I returned the tent of order TW-46820 on 5 February. Your policy promises a refund within 14 days. It is now more than four weeks. Please pay the 240 euros back or I will dispute the charge with my bank.
---
Ticket: 4131
From: Viktor Petrov
Date: 2026-03-07
Subject: Search finds nothing

When I filter shoes by size 47 the search shows no results, but without the filter I see several models that exist in 47. Looks like a bug in the filter.
---
Ticket: 4132
From: Amelia Hart
Date: 2026-03-08
Subject: Thank you, and one question

The repair of my old rucksack was excellent, thank you. One question: do you also repair jackets from other brands?
---
Ticket: 4133
From: Bashir Noor
Date: 2026-03-08
Subject: Parcel stuck in customs

My parcel TW-48164 has been held by customs in Zurich since Monday. They want a pro forma invoice from the sender. Without it the shipment goes back on Thursday. Please send it to them urgently.
---
Ticket: 4134
From: Ellen Brandt
Date: 2026-03-08
Subject: Advertised price not honoured

The shelf in your Utrecht store said 59, the till said 79, and the manager refused to honour the lower price. He was condescending in front of everyone. A terrible experience and I will not come back.
---
Ticket: 4135
From: Diego Castillo
Date: 2026-03-08
Subject: Return label

I would like to send back the trail shoes from order TW-48240 because they are too narrow. Please send me a return label and tell me how the refund works.
---
Ticket: 4136
From: Ruth Calloway
Date: 2026-03-09
Subject: Account deleted by mistake?

When I sign in, the app shows an error and an empty profile. All my orders and points are gone. I did not delete anything. Please check, I have 3,400 points there.
---
Ticket: 4137
From: Mateusz Zieliński
Date: 2026-03-09
Subject: Opening hours at Easter

Is your Gdańsk store open on Easter Saturday, and until what time?
---
Ticket: 4138
From: Leila Haddad
Date: 2026-03-09
Subject: Damaged in transit

The lantern in parcel TW-48355 arrived with broken glass, the box was crushed on one side. I have photos. Please ship a new one as soon as possible, I need it on the 14th.
---
Ticket: 4139
From: Simon Fletcher
Date: 2026-03-09
Subject: Ignored for two weeks

I have written four emails in two weeks and received nothing but automatic replies. Being ignored like this is a disgrace for a company of your size. If I do not hear from a human by Friday I will complain to the consumer agency.
---
Ticket: 4140
From: Zofia Wrona
Date: 2026-03-10
Subject: Charged for express, got standard

I paid 14.90 for express shipping on TW-48362 and it took five days. Please refund the express fee.
---
Ticket: 4141
From: Noah Bergström
Date: 2026-03-10
Subject: Cannot upload photo in review

Uploading a photo with my review fails with "file type not allowed", although it is a normal JPG of 2 MB. The form then loses my text. Chrome on Windows.
---
Ticket: 4142
From: Aoife Brennan
Date: 2026-03-10
Subject: Student discount

Do you offer a student discount, and can it be combined with the loyalty points?
---
Ticket: 4143
From: Kenji Mori
Date: 2026-03-10
Subject: Courier keeps missing me

The courier has tried to deliver TW-48371 three times while I was at work. Can you have the parcel sent to a pickup point near the station instead?
---
Ticket: 4144
From: Victoria Lang
Date: 2026-03-10
Subject: Subscription renewed without asking

My club membership was renewed for another year without any notice, 39 euros were taken from my account this morning. I cancelled it in January. Please refund the amount and confirm the cancellation.
`;
